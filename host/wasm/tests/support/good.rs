//! A small component that keeps the contract, in text, with whatever is to be wrong put in.

/// The manifest of [`good`]: one input of the rows, two settings, two reasons.
pub(crate) const MANIFEST: &str = r#"[plugin]
name     = "gio-hoc"
version  = "1.2.3"
contract = 1
kind     = "citizen"
summary  = { vi = "Giờ học, ví dụ", en = "Hours of learning, an example" }

[input.gio-hoc]
type  = "number"
scale = 1

[setting.tran]
type    = "number"
min     = 0
max     = 100
default = 40
summary = { vi = "Trần", en = "Cap" }

[setting.che-do]
type    = "text"
one-of  = ["thuong", "kho-khan"]
default = "thuong"
summary = { vi = "Chế độ", en = "Mode" }

[reason.vuot-tran]
vi = "Vượt trần"
en = "Above the cap"

[reason.thieu-so]
vi = "Thiếu sổ"
en = "No record"
"#;

/// Worked cases of [`good`].
pub(crate) const CASES: &str = r#"[[case]]
name   = "Ai học đủ giờ thì được đủ điểm"
points = 10
period = 2024
rows   = [
  { gio-hoc = 0.7, expect = { points = 7 } },
  { gio-hoc = "12.5", expect = { points = 10, outcome = "pass" } },
  { expect = { outcome = "unknown", low = 0, high = 10 } },
]
"#;

/// The types of the contract, as an import that has nothing to call, and each of them by name.
pub(crate) const TYPES: &str = r#"
  (import "tieuchi:criterion/types@1.0.0" (instance $types
    (type $values' (variant (case "integers" (list s64)) (case "flags" (list u8))
      (case "codes" (list u32))))
    (export "values" (type $values (eq $values')))
    (type $column' (record (field "values" $values) (field "present" (option (list u8)))))
    (export "column" (type $column (eq $column')))
    (type $members' (record (field "offsets" (list u32)) (field "columns" (list $column))))
    (export "members" (type $members (eq $members')))
    (type $findings' (record (field "outcomes" (list u8)) (field "low" (list s64))
      (field "high" (option (list s64))) (field "reasons" (option (list u8)))))
    (export "findings" (type $findings (eq $findings')))
    (type $setting' (variant (case "integer" s64) (case "flag" bool) (case "text" string)
      (case "integers" (list s64)) (case "texts" (list string))))
    (export "setting" (type $setting (eq $setting')))
    (type $criterion' (record (field "points" (option s64)) (field "points-scale" u8)
      (field "first-day" s32) (field "last-day" s32) (field "settings" (list $setting))
      (field "dictionaries" (list (list string)))))
    (export "criterion" (type $criterion (eq $criterion')))
    (type $issue' (record (field "setting" u32) (field "message" string)))
    (export "setting-issue" (type $issue (eq $issue')))
    (type $fault' (record (field "message" string)))
    (export "fault" (type $fault (eq $fault')))
  ))
  (alias export $types "column" (type $column))
  (alias export $types "members" (type $members))
  (alias export $types "findings" (type $findings))
  (alias export $types "criterion" (type $criterion))
  (alias export $types "setting-issue" (type $issue))
  (alias export $types "fault" (type $fault))
"#;

/// The core module of [`good`]: as many points as the first input has units, kept within 0 and the
/// criterion's points; unknown where it is missing. Exports memory, `realloc`, `configure`,
/// `evaluate` and `done`, which frees everything after each call.
pub(crate) const CORE: &str = r#"
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 4096))
    (global $points (mut i64) (i64.const 1))
    (func $take (param $bytes i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get $bytes)))
      (block $fits
        (loop $again
          (br_if $fits (i32.le_u (global.get $next)
            (i32.mul (memory.size) (i32.const 65536))))
          (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
          (br $again)))
      (local.get $at))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (call $take (local.get 3)))
    (func (export "done") (param i32)
      (global.set $next (i32.const 4096)))
    (func (export "configure")
      (param $some i32) (param $points i64) (param i32 i32 i32 i32 i32 i32 i32) (result i32)
      (if (local.get $some) (then (global.set $points (local.get $points))))
      (i32.store8 (i32.const 64) (i32.const 0))
      (i32.const 64))
    (func (export "evaluate")
      (param $rows i32) (param $columns i32) (param i32) (param i32 i32) (result i32)
      (local $row i32) (local $in i32) (local $bits i32) (local $value i64)
      (local $outcomes i32) (local $low i32) (local $high i32)
      (local.set $in (i32.load offset=4 (local.get $columns)))
      (if (i32.load8_u offset=12 (local.get $columns))
        (then (local.set $bits (i32.load offset=16 (local.get $columns)))))
      (local.set $outcomes (call $take (local.get $rows)))
      (local.set $low (call $take (i32.shl (local.get $rows) (i32.const 3))))
      (local.set $high (call $take (i32.shl (local.get $rows) (i32.const 3))))
      (block $end
        (loop $each
          (br_if $end (i32.ge_u (local.get $row) (local.get $rows)))
          (local.set $value (i64.load
            (i32.add (local.get $in) (i32.shl (local.get $row) (i32.const 3)))))
          (if (i64.gt_s (local.get $value) (global.get $points))
            (then (local.set $value (global.get $points))))
          (if (i64.lt_s (local.get $value) (i64.const 0))
            (then (local.set $value (i64.const 0))))
          (i32.store8 (i32.add (local.get $outcomes) (local.get $row))
            (i64.eqz (local.get $value)))
          (i64.store (i32.add (local.get $low) (i32.shl (local.get $row) (i32.const 3)))
            (local.get $value))
          (i64.store (i32.add (local.get $high) (i32.shl (local.get $row) (i32.const 3)))
            (local.get $value))
          (if (local.get $bits) (then
            (if (i32.eqz (i32.and (i32.const 1) (i32.shr_u
                (i32.load8_u (i32.add (local.get $bits) (i32.shr_u (local.get $row) (i32.const 3))))
                (i32.and (local.get $row) (i32.const 7)))))
              (then
                (i32.store8 (i32.add (local.get $outcomes) (local.get $row)) (i32.const 2))
                (i64.store (i32.add (local.get $low) (i32.shl (local.get $row) (i32.const 3)))
                  (i64.const 0))
                (i64.store (i32.add (local.get $high) (i32.shl (local.get $row) (i32.const 3)))
                  (global.get $points))))))
          (local.set $row (i32.add (local.get $row) (i32.const 1)))
          (br $each)))
      (i32.store8 (i32.const 64) (i32.const 0))
      (i32.store (i32.const 68) (local.get $outcomes))
      (i32.store (i32.const 72) (local.get $rows))
      (i32.store (i32.const 76) (local.get $low))
      (i32.store (i32.const 80) (local.get $rows))
      (i32.store8 (i32.const 84) (i32.const 1))
      (i32.store (i32.const 88) (local.get $high))
      (i32.store (i32.const 92) (local.get $rows))
      (i32.store8 (i32.const 96) (i32.const 0))
      (i32.const 64))
"#;

/// The functions of the checker, lifted from the core module `$plugin`, and the export.
pub(crate) const CHECKER: &str = r#"
  (core instance $plugin (instantiate $module))
  (alias core export $plugin "memory" (core memory $memory))
  (alias core export $plugin "realloc" (core func $realloc))
  (alias core export $plugin "done" (core func $done))
  (alias core export $plugin "configure" (core func $core-configure))
  (alias core export $plugin "evaluate" (core func $core-evaluate))
  (type $configure-type (func (param "criterion" $criterion)
    (result (result (error (list $issue))))))
  (type $evaluate-type (func (param "rows" u32) (param "columns" (list $column))
    (param "members" (list $members)) (result (result $findings (error $fault)))))
  (func $configure (type $configure-type) (canon lift (core func $core-configure)
    (memory $memory) (realloc $realloc) (post-return (core func $done))))
  (func $evaluate (type $evaluate-type) (canon lift (core func $core-evaluate)
    (memory $memory) (realloc $realloc) (post-return (core func $done))))
  (instance $checker
    (export "configure" (func $configure))
    (export "evaluate" (func $evaluate)))
  (export "tieuchi:criterion/checker@1.0.0" (instance $checker))
"#;

/// The text of a component of some parts around the contract's types, a core module and the checker.
pub(crate) fn text(front: &str, core: &str, checker: &str) -> String {
    format!("(component {front} {TYPES} (core module $module {core}) {checker})")
}

/// A component from its text.
pub(crate) fn assemble(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A custom section of the component, put in front of all others.
pub(crate) fn with_section(component: &[u8], name: &str, data: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    leb(name.len(), &mut content);
    content.extend_from_slice(name.as_bytes());
    content.extend_from_slice(data);
    let mut bytes = component[..8].to_vec();
    bytes.push(0);
    leb(content.len(), &mut bytes);
    bytes.extend_from_slice(&content);
    bytes.extend_from_slice(&component[8..]);
    bytes
}

/// An unsigned number as WebAssembly writes it.
fn leb(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap());
}

/// A component with a manifest and a core module of one's own.
pub(crate) fn with_core(core: &str, manifest: &str) -> Vec<u8> {
    let bytes = assemble(&text("", core, CHECKER));
    with_section(&bytes, "tieuchi:manifest", manifest.as_bytes())
}

/// The good component with a manifest of one's own.
pub(crate) fn with_manifest(manifest: &str) -> Vec<u8> {
    with_core(CORE, manifest)
}

/// A component that keeps the contract.
pub(crate) fn good() -> Vec<u8> {
    with_manifest(MANIFEST)
}
