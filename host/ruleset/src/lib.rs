//! Rule files: read, check and resolve.
