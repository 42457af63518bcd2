//! A file as its author has laid it out: blocks, keys, values and comments, without spaces.

use toml_parser::{
    Source,
    parser::{Event, EventKind, parse_document},
};

/// A file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document<'s> {
    /// Its tables from the top; the first may have no header.
    pub(crate) blocks: Vec<Block<'s>>,
}

/// A header and what stands below it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block<'s> {
    /// What stands above the header.
    pub(crate) lead: Vec<Line<'s>>,
    /// The header.
    pub(crate) header: Option<Header<'s>>,
    /// What stands below it.
    pub(crate) lines: Vec<Line<'s>>,
}

/// `[a.b]` or `[[a.b]]`
#[derive(Debug, Clone)]
pub(crate) struct Header<'s> {
    /// Whether it opens an entry of a list.
    pub(crate) list: bool,
    /// The parts of its key as written.
    pub(crate) key: Vec<&'s str>,
    /// The comment on its line.
    pub(crate) note: Option<&'s str>,
}

/// A line, or several where its value needs them.
#[derive(Debug, Clone)]
pub(crate) enum Line<'s> {
    /// Nothing.
    Blank,
    /// A comment.
    Comment(&'s str),
    /// A key with its value.
    Entry(Entry<'s>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'s> {
    /// The parts of the key as written.
    pub(crate) key: Vec<&'s str>,
    /// The value.
    pub(crate) value: Item<'s>,
    /// The comment on its line.
    pub(crate) note: Option<&'s str>,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Item<'s> {
    /// Anything without parts, as written.
    Scalar(&'s str),
    /// A list.
    List(Vec<Part<'s>>),
    /// A table in braces.
    Table(Vec<Part<'s>>),
}

/// A part of a list or of a table in braces.
#[derive(Debug, Clone)]
pub(crate) enum Part<'s> {
    /// The end of a line.
    Break,
    /// A comment; a break follows.
    Comment(&'s str),
    /// A value, in a table with its key.
    Item(Vec<&'s str>, Item<'s>),
}

/// Reads a text that is valid TOML.
pub(crate) fn read(text: &str) -> Document<'_> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
    // Whoever comes here has seen that there are no errors.
    parse_document(&tokens, &mut events, &mut ());
    Reader { text, events: events.into_iter() }.document()
}

/// Goes through the events.
struct Reader<'s> {
    /// The text.
    text: &'s str,
    /// What is to come.
    events: std::vec::IntoIter<Event>,
}

impl<'s> Reader<'s> {
    /// The text of an event.
    fn text(&self, event: &Event) -> &'s str {
        self.text.get(event.span().start()..event.span().end()).unwrap_or_default()
    }

    /// A comment without spaces behind it.
    fn comment(&self, event: &Event) -> &'s str {
        self.text(event).trim_end()
    }

    /// The whole file.
    fn document(mut self) -> Document<'s> {
        let mut blocks = vec![Block::default()];
        let mut key = Vec::new();
        // Whether something stands on the line already.
        let mut begun = false;
        while let Some(event) = self.events.next() {
            let Some(block) = blocks.last_mut() else { break };
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let list = event.kind() == EventKind::ArrayTableOpen;
                    let header = self.header(list);
                    let lead = split_lead(block);
                    blocks.push(Block { lead, header: Some(header), lines: Vec::new() });
                    begun = true;
                }
                EventKind::SimpleKey => key.push(self.text(&event)),
                EventKind::KeyValSep => {
                    let value = self.value();
                    let key = std::mem::take(&mut key);
                    block.lines.push(Line::Entry(Entry { key, value, note: None }));
                    begun = true;
                }
                EventKind::Comment => {
                    let comment = self.comment(&event);
                    note(block, begun, comment);
                    begun = true;
                }
                EventKind::Newline => {
                    if !begun {
                        block.lines.push(Line::Blank);
                    }
                    begun = false;
                }
                _ => {}
            }
        }
        Document { blocks }
    }

    /// A header whose bracket has been read.
    fn header(&mut self, list: bool) -> Header<'s> {
        let mut key = Vec::new();
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::SimpleKey => key.push(self.text(&event)),
                EventKind::StdTableClose | EventKind::ArrayTableClose => break,
                _ => {}
            }
        }
        Header { list, key, note: None }
    }

    /// The value that comes next.
    fn value(&mut self) -> Item<'s> {
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::Scalar => return Item::Scalar(self.text(&event)),
                EventKind::ArrayOpen => return Item::List(self.parts()),
                EventKind::InlineTableOpen => return Item::Table(self.parts()),
                _ => {}
            }
        }
        Item::Scalar("")
    }

    /// The parts of a list or table whose bracket has been read. They nest no deeper than the
    /// loader lets them.
    fn parts(&mut self) -> Vec<Part<'s>> {
        let mut parts = Vec::new();
        let mut key = Vec::new();
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::ArrayClose | EventKind::InlineTableClose => break,
                EventKind::Scalar => parts
                    .push(Part::Item(std::mem::take(&mut key), Item::Scalar(self.text(&event)))),
                EventKind::ArrayOpen => {
                    let item = Item::List(self.parts());
                    parts.push(Part::Item(std::mem::take(&mut key), item));
                }
                EventKind::InlineTableOpen => {
                    let item = Item::Table(self.parts());
                    parts.push(Part::Item(std::mem::take(&mut key), item));
                }
                EventKind::SimpleKey => key.push(self.text(&event)),
                EventKind::Comment => parts.push(Part::Comment(self.comment(&event))),
                EventKind::Newline => parts.push(Part::Break),
                _ => {}
            }
        }
        parts
    }
}

/// Puts a comment where it belongs: behind what stands on its line, or on a line of its own.
fn note<'s>(block: &mut Block<'s>, begun: bool, comment: &'s str) {
    let header = block.header.as_mut();
    match (block.lines.last_mut(), header) {
        (Some(Line::Entry(entry)), _) if begun => entry.note = Some(comment),
        (None, Some(header)) if begun => header.note = Some(comment),
        _ => block.lines.push(Line::Comment(comment)),
    }
}

/// Takes what belongs to the next header off the end of a block: the comments right above it, or
/// all comments after the first blank line.
fn split_lead<'s>(block: &mut Block<'s>) -> Vec<Line<'s>> {
    let last = block.lines.iter().rposition(|line| matches!(line, Line::Entry(_)));
    let tail = last.map_or(0, |last| last + 1);
    if last.is_none() && block.header.is_none() {
        return std::mem::take(&mut block.lines);
    }
    let blank = block.lines.iter().skip(tail).position(|line| matches!(line, Line::Blank));
    block.lines.split_off(blank.map_or(tail, |blank| tail + blank))
}
