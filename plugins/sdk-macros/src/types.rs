//! Types that a developer sees: `Row`, members, `Batch`, `Settings`, `Reason`.

use crate::{
    manifest::{Input, InputType, Manifest, Setting, SettingType, Value},
    names::{field, several, variant},
};

/// The kit's crate.
pub(crate) const KIT: &str = "::tieuchi_plugin";

/// All types.
pub(crate) fn write(manifest: &Manifest) -> String {
    let Manifest { summary, inputs, members, settings: listed, reasons: named } = manifest;
    let mut code = row(summary, inputs, members);
    for (kind, inputs) in members {
        code += &member(kind, inputs);
    }
    code += &batch(inputs, members);
    code += &settings(listed);
    code + &reasons(named)
}

fn row(summary: &str, inputs: &[Input], members: &[(String, Vec<Input>)]) -> String {
    let kinds = |write: &dyn Fn(&str, String) -> String| -> String {
        members.iter().map(|(kind, _)| write(several(kind), variant(kind))).collect()
    };
    let owned = kinds(&|several, one| format!("{several}: {KIT}::Members<'a, {one}<'a>>,\n"));
    let read = kinds(&|several, one| {
        format!(
            "/// Its members, one after the other.
            #[inline]
            pub fn {several}(&self) -> {KIT}::Members<'a, {one}<'a>> {{ self.{several}.clone() }}

            /// With these members: for tests.
            #[must_use]
            pub fn with_{several}(self, members: &'a [{one}<'a>]) -> Self {{
                Self {{ {several}: {KIT}::Members::given(members), ..self }}
            }}
            "
        )
    });
    let open =
        if read.is_empty() { String::new() } else { format!("impl<'a> Row<'a> {{ {read} }}\n") };
    format!(
        "/// A subject: {summary}
        #[derive(Debug, Clone, Default)]
        pub struct Row<'a> {{
            {}
            {owned}
            #[doc(hidden)]
            pub kit: ::core::marker::PhantomData<&'a ()>,
        }}
        {open}",
        fields(inputs)
    )
}

/// The fields of a row.
fn fields(inputs: &[Input]) -> String {
    let one = |input: &Input| {
        let (what, kind) = match input.kind {
            InputType::Number => ("a number", "::core::primitive::i64".to_owned()),
            InputType::Flag => ("yes or no", "::core::primitive::bool".to_owned()),
            InputType::Code => ("a code", format!("{KIT}::Code<'a>")),
            InputType::Date => ("a date", format!("{KIT}::Date")),
        };
        let scale = match input.scale {
            0 => String::new(),
            scale => format!(" with {scale} decimals: 1 is {}", 10_i64.pow(scale.into())),
        };
        let (id, name) = (&input.id, field(&input.id));
        format!(
            "/// Input `{id}`: {what}{scale}; none where it is missing.
            pub {name}: ::core::option::Option<{kind}>,\n"
        )
    };
    inputs.iter().map(one).collect()
}

fn member(kind: &str, inputs: &[Input]) -> String {
    let one = variant(kind);
    let read: String = inputs
        .iter()
        .map(|input| {
            let name = field(&input.id);
            format!("{name}: {KIT}::Input::get(columns.{name}, at),\n")
        })
        .collect();
    format!(
        "/// A member of kind `{kind}`.
        #[derive(Debug, Clone, Copy, Default)]
        pub struct {one}<'a> {{
            {}
            #[doc(hidden)]
            pub kit: ::core::marker::PhantomData<&'a ()>,
        }}

        /// The members of kind `{kind}` of all rows, by column.
        #[derive(Debug, Clone, Copy)]
        pub struct {one}Columns<'a> {{
            {}
            #[doc(hidden)]
            pub kit: ::core::marker::PhantomData<&'a ()>,
        }}

        impl<'a> {KIT}::kit::Member<'a> for {one}<'a> {{
            type Columns = {one}Columns<'a>;

            #[inline]
            fn read(columns: &'a {one}Columns<'a>, at: ::core::primitive::usize) -> Self {{
                Self {{ {read} kit: ::core::marker::PhantomData }}
            }}
        }}
        ",
        fields(inputs),
        columns(inputs)
    )
}

/// The fields of a batch.
fn columns(inputs: &[Input]) -> String {
    let one = |input: &Input| {
        let kind = match input.kind {
            InputType::Number => "Numbers",
            InputType::Flag => "Flags",
            InputType::Code => "Codes",
            InputType::Date => "Dates",
        };
        let (id, name) = (&input.id, field(&input.id));
        format!("/// Input `{id}`.\npub {name}: {KIT}::{kind}<'a>,\n")
    };
    inputs.iter().map(one).collect()
}

fn batch(inputs: &[Input], members: &[(String, Vec<Input>)]) -> String {
    let nested: String = members
        .iter()
        .map(|(kind, _)| {
            let (several, one) = (several(kind), variant(kind));
            format!(
                "/// The members of kind `{kind}`.
                pub {several}: {KIT}::Nested<'a, {one}Columns<'a>>,\n"
            )
        })
        .collect();
    let own = inputs.iter().map(|input| {
        let name = field(&input.id);
        format!("{name}: {KIT}::Input::get(self.{name}, row),\n")
    });
    let members = members.iter().map(|(kind, _)| {
        let several = several(kind);
        format!("{several}: self.{several}.of(row),\n")
    });
    let read: String = own.chain(members).collect();
    format!(
        "/// All rows that were sent, by column.
        #[derive(Debug, Clone, Copy)]
        pub struct Batch<'a> {{
            /// How many rows.
            pub rows: ::core::primitive::usize,
            {}
            {nested}
            #[doc(hidden)]
            pub kit: ::core::marker::PhantomData<&'a ()>,
        }}

        impl<'a> Batch<'a> {{
            /// One row.
            #[inline]
            pub fn row(&'a self, row: ::core::primitive::usize) -> Row<'a> {{
                Row {{ {read} kit: ::core::marker::PhantomData }}
            }}
        }}
        ",
        columns(inputs)
    )
}

fn settings(listed: &[Setting]) -> String {
    let mut code = "/// What the rule file sets.\n#[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings {\n"
        .to_owned();
    let mut read = String::new();
    for Setting { id, kind, scale, summary, .. } in listed {
        let (kind, method) = match kind {
            SettingType::Number => ("::core::primitive::i64".to_owned(), "number"),
            SettingType::Flag => ("::core::primitive::bool".to_owned(), "flag"),
            SettingType::Text => ("::std::string::String".to_owned(), "text"),
            SettingType::Date => (format!("{KIT}::Date"), "date"),
            SettingType::Numbers => {
                ("::std::vec::Vec<::core::primitive::i64>".to_owned(), "numbers")
            }
            SettingType::Texts => ("::std::vec::Vec<::std::string::String>".to_owned(), "texts"),
        };
        let name = field(id);
        let scale = match scale {
            0 => String::new(),
            scale => format!(" ({scale} decimals: 1 is {})", 10_i64.pow((*scale).into())),
        };
        code += &format!("/// `{id}`: {summary}{scale}.\npub {name}: {kind},\n");
        read += &format!("{name}: reader.{method}(),\n");
    }
    let unused = if read.is_empty() { "let _ = reader;" } else { "" };
    code += &format!(
        "}}
        impl Settings {{
            #[doc(hidden)]
            pub fn read(reader: &mut {KIT}::kit::SettingReader) -> Self {{ {unused} Self {{ {read} }} }}
        }}\n"
    );
    let defaults: Option<String> = listed
        .iter()
        .map(|setting| Some(format!("{}: {},\n", field(&setting.id), plain(setting)?)))
        .collect();
    if let Some(defaults) = defaults {
        code += &format!(
            "/// The defaults of the manifest.
            impl ::core::default::Default for Settings {{
                fn default() -> Self {{ Self {{ {defaults} }} }}
            }}\n"
        );
    }
    code
}

/// A setting's default as Rust writes it.
fn plain(setting: &Setting) -> Option<String> {
    Some(match setting.default.as_ref()? {
        Value::Integer(days) if setting.kind == SettingType::Date => {
            format!("{KIT}::Date::from_days({days})")
        }
        Value::Integer(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Text(text) => format!("::std::string::String::from({text:?})"),
        Value::Integers(numbers) => format!("::std::vec!{numbers:?}"),
        Value::Texts(texts) => {
            let texts = texts.iter().map(|text| format!("::std::string::String::from({text:?}),"));
            format!("::std::vec![{}]", texts.collect::<String>())
        }
    })
}

fn reasons(named: &[(String, String)]) -> String {
    let (mut variants, mut codes) = (String::new(), String::new());
    for (at, (id, text)) in named.iter().enumerate() {
        let name = variant(id);
        variants += &format!("/// {text}.\n{name},\n");
        codes += &format!("Reason::{name} => {},\n", at + 1);
    }
    let code = if named.is_empty() {
        "match reason {}".to_owned()
    } else {
        format!("Self::new(match reason {{ {codes} }})")
    };
    format!(
        "/// Why a finding is as it is; the words stand in the manifest.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason {{ {variants} }}

        impl ::core::convert::From<Reason> for {KIT}::ReasonCode {{
            #[inline]
            fn from(reason: Reason) -> Self {{ {code} }}
        }}\n"
    )
}
