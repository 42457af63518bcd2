//! The exports: what reads the columns, and the loop over blocks of rows.

use crate::{
    manifest::{Input, InputType, Manifest},
    names::{field, several, variant},
    types::KIT,
};

/// The exports, and the loop where the developer judges rows.
pub(crate) fn write(manifest: &Manifest, columns: bool) -> String {
    let names: String =
        manifest.settings.iter().map(|setting| format!("{:?},", setting.id)).collect();
    let judge = if columns {
        "evaluate_columns(&batch, &state.settings, &state.criterion)?".to_owned()
    } else {
        "judge_rows(&batch, state)".to_owned()
    };
    let rows = if columns { String::new() } else { rows(manifest) };
    format!(
        "#[allow(unused_imports)]
        use exported::defaults::*;

        #[doc(hidden)]
        #[allow(unsafe_code, unused_imports, missing_docs, missing_debug_implementations, unreachable_pub, clippy::all, clippy::pedantic)]
        pub mod exported {{
            use super::*;
            use {KIT}::kit;

            // An item of the developer's own hides what is imported by `*`.
            pub mod defaults {{
                pub fn check_settings(_: &super::Settings) -> ::std::vec::Vec<{KIT}::Issue> {{
                    ::std::vec::Vec::new()
                }}
            }}

            ::std::thread_local! {{
                static STATE: ::core::cell::RefCell<::core::option::Option<kit::State<Settings>>> =
                    const {{ ::core::cell::RefCell::new(::core::option::Option::None) }};
            }}

            pub struct Plugin;

            impl kit::Guest for Plugin {{
                fn configure(
                    criterion: kit::Criterion,
                ) -> ::core::result::Result<(), ::std::vec::Vec<kit::SettingIssue>> {{
                    let state =
                        kit::State::configure(criterion, &[{names}], Settings::read, super::check_settings)?;
                    STATE.set(::core::option::Option::Some(state));
                    ::core::result::Result::Ok(())
                }}

                fn evaluate(
                    rows: ::core::primitive::u32,
                    columns: ::std::vec::Vec<kit::Column>,
                    members: ::std::vec::Vec<kit::Members>,
                ) -> ::core::result::Result<kit::Findings, kit::Fault> {{
                    STATE.with_borrow(|state| {{
                        let state = state.as_ref().ok_or_else({KIT}::Fault::unconfigured)?;
                        let mut reader = state.reader(&columns);
                        let batch = {};
                        let findings = {judge};
                        ::core::result::Result::Ok(findings.send(&state.criterion))
                    }})
                }}
            }}

            {rows}

            #[cfg(target_arch = \"wasm32\")]
            {KIT}::border::export!(Plugin with_types_in {KIT}::border);
        }}
        ",
        batch(manifest)
    )
}

/// Reads the batch in the order of the manifest.
fn batch(manifest: &Manifest) -> String {
    let own = columns(&manifest.inputs);
    let members = manifest.members.iter().enumerate().map(|(at, (kind, inputs))| {
        let (several, one, read) = (several(kind), variant(kind), columns(inputs));
        format!(
            "{several}: reader.members(members.get({at}), |reader| {{
                ::core::result::Result::Ok({one}Columns {{ {read} kit: ::core::marker::PhantomData }})
            }})?,\n"
        )
    });
    let members: String = members.collect();
    format!("Batch {{ rows: rows as usize, {own} {members} kit: ::core::marker::PhantomData }}")
}

fn columns(inputs: &[Input]) -> String {
    let one = |input: &Input| {
        let method = match input.kind {
            InputType::Number => "numbers",
            InputType::Flag => "flags",
            InputType::Code => "codes",
            InputType::Date => "dates",
        };
        format!("{}: reader.{method}()?,\n", field(&input.id))
    };
    inputs.iter().map(one).collect()
}

/// The loop over rows: blocks where every value is there, blocks where some are missing, the rest.
fn rows(manifest: &Manifest) -> String {
    let inputs: Vec<String> = manifest.inputs.iter().map(|input| field(&input.id)).collect();
    let each = |write: &dyn Fn(&str) -> String| -> String {
        inputs.iter().map(|name| write(name)).collect()
    };
    let blocks = each(&|name| format!("let {name} = {KIT}::Input::block(batch.{name}, start);\n"));
    let bits = each(&|name| format!(" & {name}.bits()"));
    let masked = each(&|name| format!("let {name} = {name}.masked();\n"));
    let sure = each(&|name| format!("{name}: ::core::option::Option::Some({name}.sure(at)),\n"));
    let open = each(&|name| format!("{name}: {name}.get(at),\n"));
    let members: String = manifest
        .members
        .iter()
        .map(|(kind, _)| format!("{0}: batch.{0}.of(start + at),\n", several(kind)))
        .collect();
    let row = |fields: &str| {
        format!(
            "judging.push_block(|at| evaluate(
                &Row {{ {fields} {members} kit: ::core::marker::PhantomData }},
                settings,
                criterion,
            ));"
        )
    };
    format!(
        "fn judge_rows(batch: &Batch<'_>, state: &kit::State<Settings>) -> {KIT}::Findings {{
            let (settings, criterion) = (&state.settings, &state.criterion);
            let mut judging = kit::Judging::begin(batch.rows);
            while let ::core::option::Option::Some(start) = judging.next_block() {{
                {blocks}
                if (::core::primitive::u16::MAX {bits}) == ::core::primitive::u16::MAX {{
                    {}
                }} else {{
                    {masked}
                    {}
                }}
            }}
            for row in judging.rest() {{
                judging.push(evaluate(&batch.row(row), settings, criterion));
            }}
            judging.done()
        }}",
        row(&sure),
        row(&open)
    )
}
