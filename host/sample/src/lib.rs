//! Made-up workspaces of any size, shaped on Gò Quao.
