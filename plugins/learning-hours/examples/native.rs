//! How long a row takes without a sandbox: what `tieuchi plugin bench` holds the plugin against.

#[expect(clippy::print_stdout, reason = "the number is what this program is for")]
fn main() {
    println!("{:.1}", learning_hours::bench().unwrap_or_default());
}
