//! Tests of the whole house, from the outside.
