//! A workspace for one commune, without anybody in it yet.

use std::{fs, path::Path};

use crate::{assets, error::SampleError, stage::Stage};

/// The commune that a new workspace is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkspace {
    /// Its code.
    pub code: String,
    /// Its name without the type.
    pub name: String,
    /// `xã`, `phường`, `thị trấn` or `đặc khu`.
    pub unit_type: String,
    /// The code and name of its province.
    pub province: Option<(String, String)>,
    /// The first day from which it has existed as it is, as `YYYY-MM-DD`.
    pub from: String,
    /// The first year to be assessed.
    pub year: i32,
}

/// Writes the workspace into `dir`, which must be empty or not there: the rule packs, the commune
/// among its places, and folders for registers and overlays. When something goes wrong the
/// directory is as it was.
pub fn init(workspace: &NewWorkspace, dir: &Path) -> Result<(), SampleError> {
    let NewWorkspace { code, name, unit_type, province, from, year } = workspace;
    let stage = Stage::new(dir)?;
    let root = stage.path();
    assets::write_rules(root)?;
    let registers = format!("registers/{year}");
    for folder in ["places", "overlays", registers.as_str()] {
        let path = root.join(folder);
        fs::create_dir_all(&path).map_err(SampleError::write(&path))?;
    }
    let mut units = String::from("code,name,type,tier,parent,from,until\n");
    if let Some((code, name)) = province {
        units.push_str(&format!("{},{},tỉnh,province,,{from},\n", cell(code), cell(name)));
    }
    let parent = province.as_ref().map_or("", |(code, _)| code);
    let [code, name, unit_type, parent] = [code, name, unit_type, parent].map(cell);
    units.push_str(&format!("{code},{name},{unit_type},commune,{parent},{from},\n"));
    let title = format!("{} {}", workspace.unit_type, workspace.name);
    let configuration = format!(
        "[workspace]\nname      = {}\nrules     = [\"rules\"]\noverlays  = [\"overlays\"]\n\
         registers = \"registers\"\nplaces    = \"places\"\n",
        quoted(&title)
    );
    for (file, text) in [
        ("tieuchi.toml", configuration.as_str()),
        ("places/units.csv", units.as_str()),
        ("places/successions.csv", "date,kind,source,target,reference\n"),
        ("places/classes.csv", "class,place,from,until,reference\n"),
    ] {
        let path = root.join(file);
        fs::write(&path, text).map_err(SampleError::write(&path))?;
    }
    stage.finish()
}

/// A cell of CSV.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_quotes_and_commas_come_through() {
        assert_eq!(cell("Gò Quao"), "Gò Quao");
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(quoted("a \"b\" \\ \n"), "\"a \\\"b\\\" \\\\ \\u000A\"");
    }
}
