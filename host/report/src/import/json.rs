//! What came of an import, as JSON for programs.

use serde_json::{Map, Value, json};
use tieuchi_core::{GivenId, ImportColumn, ImportReport, ImportSheet, Refusal, RefusalArgument};

use crate::{
    import::wording::{expected, reason},
    lang::Lang,
    messages::Messages,
};

/// What came of an import as JSON: stable keys and reasons, with the messages of a language beside
/// them.
pub fn import_json(report: &ImportReport, lang: Lang) -> String {
    let ImportReport { file, format, encoding, sheets, refusals, notices, .. } = report;
    let messages = Messages::of(lang);
    let told = |refusals: &[Refusal]| -> Vec<Value> {
        refusals.iter().map(|refusal| told(refusal, messages)).collect()
    };
    let places: Map<String, Value> =
        report.places.iter().map(|(code, rows)| (code.to_string(), json!(rows))).collect();
    let value = json!({
        "file": file,
        "format": format,
        "encoding": encoding,
        "sheets": sheets.iter().map(sheet).collect::<Vec<_>>(),
        "rows-read": report.rows_read,
        "rows-accepted": report.rows_accepted,
        "rows-refused": report.rows_refused,
        "places": places,
        "refusals": told(refusals),
        "refusals-total": report.refusals_total,
        "notices": told(notices),
        "given-ids": report.given.iter().map(|id| given(id, report)).collect::<Vec<_>>(),
        "strict": report.strict,
        "refused": report.is_refused(),
    });
    format!("{value:#}\n")
}

/// A sheet.
fn sheet(sheet: &ImportSheet) -> Value {
    let ImportSheet { name, header_rows, columns, rows_read, ignored, ignored_rows } = sheet;
    let ignored: Map<String, Value> =
        ignored.iter().map(|(row, count)| (row.key().to_owned(), json!(count))).collect();
    let column = |column: &ImportColumn| {
        let ImportColumn { column, header, id } = column;
        json!({ "column": column, "header": header, "id": id })
    };
    json!({
        "name": name,
        "header-rows": header_rows.map(|(first, last)| [first, last]),
        "columns": columns.iter().map(column).collect::<Vec<_>>(),
        "rows-read": rows_read,
        "ignored": ignored,
        "ignored-rows": ignored_rows.iter().map(|(row, why)| json!([row, why.key()])).collect::<Vec<_>>(),
    })
}

/// An id that was made, with the row that it was made for.
fn given(id: &GivenId, report: &ImportReport) -> Value {
    let GivenId { place, sheet, row, subject } = id;
    let sheet = report.sheets.get(usize::from(*sheet)).and_then(|sheet| sheet.name.as_deref());
    json!({
        "place": place.as_str(),
        "sheet": sheet,
        "row": row,
        "subject": subject.as_str(),
    })
}

/// A refusal.
fn told(refusal: &Refusal, messages: &Messages) -> Value {
    let Refusal { file, sheet, row, column, header, read, reason: _, proposal } = refusal;
    let arguments: Map<String, Value> = refusal
        .arguments()
        .into_iter()
        .map(|(name, argument)| (name.replace('_', "-"), value(&argument)))
        .collect();
    json!({
        "file": file,
        "sheet": sheet,
        "row": row,
        "column": column,
        "header": header,
        "read": read,
        "reason": refusal.key(),
        "arguments": arguments,
        "message": reason(refusal, messages),
        "expected": expected(refusal, messages),
        "proposal": proposal,
    })
}

/// A value that a message speaks of.
fn value(argument: &RefusalArgument) -> Value {
    match argument {
        RefusalArgument::Text(text) => json!(text),
        RefusalArgument::Number(number) => json!(number.to_string()),
        RefusalArgument::Day(day) => json!(day.to_string()),
        RefusalArgument::Count(count) => json!(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::import;

    #[test]
    fn a_refusal_keeps_its_key_its_arguments_and_its_place() {
        let report: Value = serde_json::from_str(&import_json(&import(), Lang::En)).unwrap();
        let refusal = &report["refusals"][0];
        assert_eq!(refusal["reason"], "out-of-range");
        assert_eq!(refusal["arguments"], json!({ "min": "0", "max": "10" }));
        assert_eq!((&refusal["row"], &refusal["column"]), (&json!(1200), &json!("F")));
        assert_eq!(refusal["expected"], "a number from 0 to 10");
        assert_eq!(report["sheets"][0]["ignored"], json!({ "blank": 12, "total": 1 }));
        assert_eq!(report["sheets"][1]["header-rows"], Value::Null);
        let id =
            json!([{ "place": "30964", "sheet": "Ấp 1", "row": 7, "subject": "30964-c-00001" }]);
        assert_eq!(report["given-ids"], id);
        assert_eq!((&report["refusals-total"], &report["refused"]), (&json!(11), &json!(false)));
    }
}
