//! An account as text for a terminal.

use tieuchi_core::{Account, CriterionAccount, EvidenceItem, TitleAccount};

use crate::{
    account::wording,
    lang::Lang,
    layout::{clean, paragraph},
    messages::Messages,
    part::words,
};

#[cfg(test)]
mod tests;

/// The whole account of one subject as text: each title with its criteria, what they were judged
/// by, where each number comes from, and what is missing.
pub fn account_text(account: &Account, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let mut page = Page::default();
    page.line(0, &messages.word("account-heading"));
    if let Some(name) = &account.name {
        page.line(0, name);
    }
    let subject = account.subject.as_str();
    page.line(0, &messages.text("account-id", &[("subject", words(subject))]));
    page.line(0, &format!("{} · {}", wording::subject_line(account, messages), account.workspace));
    wording::changed(account, messages).iter().for_each(|line| page.line(0, line));
    if account.titles.is_empty() {
        page.blank();
        page.line(0, &messages.word("account-no-title"));
    }
    for title in &account.titles {
        push_title(&mut page, title, messages);
    }
    page.blank();
    page.line(0, &messages.word("account-note"));
    page.text
}

/// Text in lines that a terminal can show.
#[derive(Debug, Default)]
struct Page {
    /// So far.
    text: String,
}

impl Page {
    /// Adds running text, so many steps from the left.
    fn line(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth);
        self.text.push_str(&paragraph(&format!("{indent}{}", clean(text))));
    }

    /// Adds an empty line.
    fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Adds a heading with lines under it, if there are any.
    fn list(&mut self, heading: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.line(1, heading);
            lines.iter().for_each(|line| self.line(2, line));
        }
    }
}

/// One title.
fn push_title(page: &mut Page, title: &TitleAccount, messages: &Messages) {
    let status = messages.word(&format!("account-verdict-{}", title.status));
    page.blank();
    page.line(0, &format!("{}: {status}", title.name).to_uppercase());
    page.line(1, &messages.word(&format!("account-verdict-{}.plain", title.status)));
    page.line(1, &wording::judged_by(title, messages));
    for line in [wording::level(title, messages), wording::points(title, messages)] {
        line.into_iter().for_each(|line| page.line(1, &line));
    }
    let missing: Vec<String> =
        title.missing.iter().map(|item| wording::missing(item, title, messages)).collect();
    page.list(&messages.word("account-missing"), &missing);
    let papers: Vec<String> =
        title.papers.iter().map(|paper| wording::paper(paper, messages)).collect();
    page.list(&messages.word("account-papers"), &papers);
    let values: Vec<String> =
        title.values.iter().map(|value| wording::adapted(value, messages)).collect();
    page.list(&messages.word("account-values"), &values);
    for condition in &title.conditions {
        page.line(1, &wording::condition(condition, messages));
        push_evidence(page, 2, &condition.evidence, messages);
    }
    let mut group = None;
    for criterion in &title.criteria {
        if criterion.group != group {
            group.clone_from(&criterion.group);
            group.iter().for_each(|name| page.line(1, name));
        }
        push_criterion(page, criterion, messages);
    }
}

/// One criterion.
fn push_criterion(page: &mut Page, criterion: &CriterionAccount, messages: &Messages) {
    let depth = 1 + usize::from(criterion.group.is_some());
    let outcome = wording::outcome(criterion.outcome, messages);
    let points = wording::criterion_points(criterion, messages);
    let points = if points.is_empty() { points } else { format!(", {points}") };
    let name = wording::criterion_name(criterion, messages);
    page.line(depth, &format!("[{outcome}{points}] {name}"));
    if let Some(reason) = wording::reason(criterion, messages) {
        page.line(depth + 1, &reason);
    }
    push_evidence(page, depth + 1, &criterion.evidence, messages);
}

/// What something was judged by, with what that comes from under it.
fn push_evidence(page: &mut Page, depth: usize, items: &[EvidenceItem], messages: &Messages) {
    for item in items {
        page.line(depth, &wording::evidence(item, messages));
        for (deeper, line) in wording::beneath(item, messages) {
            page.line(depth + deeper, &line);
        }
    }
}
