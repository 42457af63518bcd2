//! The walk through a component, part by part: counted first, then validated, never compiled.

use tieuchi_core::Diagnostic;
use wasmparser::{
    CanonicalFunction, CanonicalOption, Encoding, FuncValidatorAllocations, Instance, Parser,
    Payload, ValidPayload, Validator, types::Types,
};

use crate::{
    shape::{
        CASES_SECTION, FEATURES, MANIFEST_SECTION, body, contract,
        count::{Counts, Part},
        feature::refusal,
        refusal::{forbidden, truncated},
    },
    words::sanitise,
};

/// Characters of a name that is kept.
const NAME_BYTES_MAX: usize = 200;

/// What a walk finds.
pub(super) struct Walked {
    /// What the component imports.
    pub(super) imports: Vec<String>,
    /// What it exports.
    pub(super) exports: Vec<String>,
    /// Core modules inside.
    pub(super) core_modules: usize,
    /// Memories of its instances.
    pub(super) memories: usize,
    /// Functions with a body.
    pub(super) functions: usize,
    /// The types of all of it.
    pub(super) types: Types,
}

/// Our own sections.
#[derive(Debug, Default)]
pub(super) struct CustomSections<'a> {
    /// The manifests.
    pub(super) manifests: Vec<&'a [u8]>,
    /// The worked cases.
    pub(super) cases: Vec<&'a [u8]>,
}

/// Our sections of the component itself, not of what it holds, as far as the bytes can be read.
pub(super) fn custom_sections(bytes: &[u8]) -> CustomSections<'_> {
    let mut sections = CustomSections::default();
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::Version { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::CustomSection(section) if depth == 1 => match section.name() {
                MANIFEST_SECTION => sections.manifests.push(section.data()),
                CASES_SECTION => sections.cases.push(section.data()),
                _ => {}
            },
            _ => {}
        }
    }
    sections
}

/// Walks through a component. What it imports is refused before anything else that is wrong, as
/// long as it could be read: it is what an author most likely has to mend.
pub(super) fn walk(bytes: &[u8]) -> Result<Walked, Diagnostic> {
    let mut walk = Walk::default();
    let types = walk.run(bytes);
    contract::check_import_names(&walk.imports, &walk.other_imports)?;
    let types = types?;
    let memories = walk.memories()?;
    Ok(Walked {
        core_modules: walk.counts.of(Part::CoreModule),
        functions: walk.counts.of(Part::Function),
        imports: walk.imports,
        exports: walk.exports,
        memories,
        types,
    })
}

/// Where the walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// In the component itself.
    Root,
    /// In a core module.
    Module,
    /// In a nested component that may only name types.
    Naming,
}

/// A walk under way.
#[derive(Debug, Default)]
struct Walk {
    /// From the component inwards.
    levels: Vec<Level>,
    /// What was met.
    counts: Counts,
    /// Imported instances.
    imports: Vec<String>,
    /// Imports of anything else.
    other_imports: Vec<String>,
    /// Exports.
    exports: Vec<String>,
    /// The memories that each core module declares.
    module_memories: Vec<usize>,
    /// Whether the core module that is walked through has a memory, its own or not.
    module_has_memory: bool,
    /// The core modules that are instantiated, in order.
    instantiated: Vec<u32>,
}

impl Walk {
    /// Counts and validates all parts.
    fn run(&mut self, bytes: &[u8]) -> Result<Types, Diagnostic> {
        let mut validator = Validator::new_with_features(FEATURES);
        let mut allocations = FuncValidatorAllocations::default();
        let mut functions = Vec::new();
        let mut last = None;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|error| refusal(&error))?;
            self.enter(&payload)?;
            match validator.payload(&payload).map_err(|error| refusal(&error))? {
                ValidPayload::Func(function, body) => functions.push((function, body)),
                ValidPayload::End(types) => last = Some(types),
                ValidPayload::Ok | ValidPayload::Parser(_) => {}
            }
        }
        for (function, body) in functions {
            let mut validator = function.into_validator(allocations);
            validator.validate(&body).map_err(|error| refusal(&error))?;
            allocations = validator.into_allocations();
        }
        last.ok_or_else(truncated)
    }

    /// Counts a part before the validator sees it.
    fn enter(&mut self, payload: &Payload<'_>) -> Result<(), Diagnostic> {
        if !matches!(payload, Payload::CodeSectionEntry(_) | Payload::End(_)) {
            self.counts.add(Part::Section, 1)?;
        }
        match payload {
            Payload::Version { encoding, .. } => return self.descend(*encoding),
            Payload::End(_) => {
                self.levels.pop();
            }
            Payload::CustomSection(section) => {
                let bytes = section.data().len().saturating_add(section.name().len());
                self.counts.add(Part::CustomByte, wide(bytes))?;
            }
            Payload::UnknownSection { .. } => return Err(forbidden("a section that is not known")),
            _ => match self.levels.last() {
                Some(Level::Module) => self.core(payload)?,
                Some(Level::Naming) => self.naming(payload)?,
                _ => self.component(payload)?,
            },
        }
        Ok(())
    }

    /// Enters the component, a module or a nested component.
    fn descend(&mut self, encoding: Encoding) -> Result<(), Diagnostic> {
        let level = match (self.levels.last(), encoding) {
            (None, Encoding::Component) => Level::Root,
            (Some(Level::Root), Encoding::Module) => {
                self.counts.add(Part::CoreModule, 1)?;
                self.module_memories.push(0);
                self.module_has_memory = false;
                Level::Module
            }
            (Some(Level::Root), Encoding::Component) => {
                self.counts.add(Part::NestedComponent, 1)?;
                Level::Naming
            }
            _ => return Err(forbidden("nested components")),
        };
        self.levels.push(level);
        Ok(())
    }

    /// A part of the component itself.
    fn component(&mut self, payload: &Payload<'_>) -> Result<(), Diagnostic> {
        match payload {
            Payload::InstanceSection(reader) => {
                for instance in reader.clone() {
                    match instance.map_err(|error| refusal(&error))? {
                        Instance::Instantiate { module_index, .. } => {
                            self.counts.add(Part::CoreInstance, 1)?;
                            self.instantiated.push(module_index);
                        }
                        Instance::FromExports(_) => self.counts.add(Part::CoreBundle, 1)?,
                    }
                }
            }
            Payload::ComponentInstanceSection(reader) => {
                self.counts.add(Part::ComponentInstance, reader.count().into())?;
            }
            Payload::CoreTypeSection(reader) => {
                self.counts.add(Part::Type, reader.count().into())?;
                self.type_bytes(&reader.range())?;
            }
            Payload::ComponentCanonicalSection(reader) => {
                self.counts.add(Part::Canonical, reader.count().into())?;
                for function in reader.clone() {
                    match function.map_err(|error| refusal(&error))? {
                        CanonicalFunction::Lift { options, .. }
                        | CanonicalFunction::Lower { options, .. } => encoding(&options)?,
                        _ => return Err(forbidden("resources, tasks or threads of components")),
                    }
                }
            }
            Payload::ComponentStartSection { .. } => {
                return Err(forbidden("a start function of components"));
            }
            Payload::ComponentImportSection(reader) => {
                self.counts.add(Part::Import, reader.count().into())?;
                for import in reader.clone() {
                    let import = import.map_err(|error| refusal(&error))?;
                    let name = name(import.name.name);
                    match import.ty {
                        wasmparser::ComponentTypeRef::Instance(_) => self.imports.push(name),
                        _ => self.other_imports.push(name),
                    }
                }
            }
            Payload::ComponentExportSection(reader) => {
                self.counts.add(Part::Export, reader.count().into())?;
                for export in reader.clone() {
                    let export = export.map_err(|error| refusal(&error))?;
                    self.exports.push(name(export.name.name));
                }
            }
            other => self.shared(other)?,
        }
        Ok(())
    }

    /// A part of a nested component: names of types, and of functions that come from outside, as
    /// the encoder writes them around an exported interface; nothing that could run.
    fn naming(&mut self, payload: &Payload<'_>) -> Result<(), Diagnostic> {
        match payload {
            Payload::ComponentImportSection(reader) => {
                self.counts.add(Part::Import, reader.count().into())
            }
            Payload::ComponentExportSection(reader) => {
                self.counts.add(Part::Export, reader.count().into())
            }
            Payload::ComponentAliasSection(_) | Payload::ComponentTypeSection(_) => {
                self.shared(payload)
            }
            _ => Err(forbidden("nested components")),
        }
    }

    /// A part that the component and nested components may have.
    fn shared(&mut self, payload: &Payload<'_>) -> Result<(), Diagnostic> {
        match payload {
            Payload::ComponentAliasSection(reader) => {
                self.counts.add(Part::Alias, reader.count().into())
            }
            Payload::ComponentTypeSection(reader) => {
                self.counts.add(Part::ComponentType, reader.count().into())?;
                self.type_bytes(&reader.range())
            }
            _ => Ok(()),
        }
    }

    /// Counts bytes of component types: types may hold types, and a count tells nothing.
    fn type_bytes(&mut self, range: &std::ops::Range<u64>) -> Result<(), Diagnostic> {
        self.counts.add(Part::ComponentTypeByte, range.end.saturating_sub(range.start))
    }

    /// A part of a core module.
    fn core(&mut self, payload: &Payload<'_>) -> Result<(), Diagnostic> {
        match payload {
            Payload::TypeSection(reader) => self.counts.add(Part::Type, reader.count().into()),
            Payload::ImportSection(reader) => {
                self.counts.add(Part::Import, reader.count().into())?;
                for import in reader.clone().into_imports() {
                    let import = import.map_err(|error| refusal(&error))?;
                    if let wasmparser::TypeRef::Memory(memory) = import.ty {
                        self.memory_type(memory)?;
                    }
                }
                Ok(())
            }
            Payload::FunctionSection(reader) => {
                self.counts.add(Part::Function, reader.count().into())
            }
            Payload::TableSection(reader) => {
                self.counts.add(Part::Table, reader.count().into())?;
                for table in reader.clone() {
                    let table = table.map_err(|error| refusal(&error))?;
                    self.counts.add(Part::TableElement, table.ty.initial)?;
                }
                Ok(())
            }
            Payload::MemorySection(reader) => {
                self.counts.add(Part::Memory, reader.count().into())?;
                for memory in reader.clone() {
                    self.memory(memory.map_err(|error| refusal(&error))?)?;
                }
                Ok(())
            }
            Payload::TagSection(_) => Err(forbidden("the feature `exceptions`")),
            Payload::GlobalSection(reader) => self.counts.add(Part::Global, reader.count().into()),
            Payload::ExportSection(reader) => self.counts.add(Part::Export, reader.count().into()),
            Payload::ElementSection(reader) => {
                self.counts.add(Part::ElementSegment, reader.count().into())
            }
            Payload::DataSection(reader) => {
                self.counts.add(Part::DataSegment, reader.count().into())
            }
            Payload::CodeSectionEntry(body) => body::check(body),
            _ => Ok(()),
        }
    }

    /// A memory that a core module declares.
    fn memory(&mut self, memory: wasmparser::MemoryType) -> Result<(), Diagnostic> {
        self.memory_type(memory)?;
        if let Some(memories) = self.module_memories.last_mut() {
            *memories = memories.saturating_add(1);
        }
        self.counts.add(Part::MemoryPage, memory.initial)
    }

    /// A memory that a core module declares or imports: one, and a plain one.
    fn memory_type(&mut self, memory: wasmparser::MemoryType) -> Result<(), Diagnostic> {
        let wasmparser::MemoryType { memory64, shared, initial: _, maximum: _, page_size_log2 } =
            memory;
        if memory64 {
            return Err(forbidden("the feature `memory64`"));
        }
        if shared {
            return Err(forbidden("shared memory"));
        }
        if page_size_log2.is_some() {
            return Err(forbidden("the feature `custom-page-sizes`"));
        }
        if std::mem::replace(&mut self.module_has_memory, true) {
            return Err(forbidden("several memories"));
        }
        Ok(())
    }

    /// The memories of all instances, which is one at most: a module may be instantiated twice.
    fn memories(&self) -> Result<usize, Diagnostic> {
        let memories = self
            .instantiated
            .iter()
            .filter_map(|module| self.module_memories.get(usize::try_from(*module).ok()?))
            .fold(0_usize, |sum, memories| sum.saturating_add(*memories));
        if memories > 1 {
            return Err(forbidden("several memories"));
        }
        Ok(memories)
    }
}

/// Refuses text that crosses the border in another encoding than all of ours: hosts have other code
/// for each, and no guest of ours needs it.
fn encoding(options: &[CanonicalOption]) -> Result<(), Diagnostic> {
    let other = options
        .iter()
        .any(|option| matches!(option, CanonicalOption::UTF16 | CanonicalOption::CompactUTF16));
    if other { Err(forbidden("text in another encoding than UTF-8")) } else { Ok(()) }
}

/// A name, cut and cleaned.
fn name(text: &str) -> String {
    let end = text.floor_char_boundary(NAME_BYTES_MAX.min(text.len()));
    sanitise(&text[..end])
}

/// A length as it is counted.
fn wide(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
