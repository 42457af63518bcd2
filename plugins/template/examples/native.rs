//! How long a row takes without a sandbox: what `tieuchi plugin bench` holds the plugin against.

fn main() {
    println!("{:.1}", {{crate}}::bench().unwrap_or_default());
}
