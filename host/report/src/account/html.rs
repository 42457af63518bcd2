//! An account as a sheet of paper that can be handed to the person.

use std::fmt::Write as _;

use tieuchi_core::{
    Account, ConditionAccount, CriterionAccount, EvidenceItem, EvidenceSource, Status,
    TitleAccount, Truth,
};

use crate::{
    account::wording,
    lang::Lang,
    markup::{Markup, classed, element, escaped, page},
    messages::Messages,
    part::words,
};

#[cfg(test)]
mod tests;

/// How the sheet looks, on screens and on A4.
const STYLE: &str = include_str!("html/account.css");

/// The account of one subject as one page of HTML in plain words: what was judged and by which
/// decree, what is missing, each criterion with its outcome and where each number comes from.
pub fn account_html(account: &Account, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let heading = messages.word("account-heading");
    let subject = account.subject.as_str();
    let id = messages.text("account-id", &[("subject", words(subject))]);
    let mut body = String::from("<header>\n");
    body.push_str(&element("h1", &heading));
    body.push_str(&classed("p", "name", account.name.as_deref().unwrap_or(subject)));
    body.push_str(&element("p", &wording::subject_line(account, messages)));
    body.push_str(&element("p", &format!("{id} · {}", account.workspace)));
    body.push_str("</header>\n<main>\n");
    if let Some(changed) = wording::changed(account, messages) {
        body.push_str(&element("p", &changed));
    }
    if account.titles.is_empty() {
        body.push_str(&element("p", &messages.word("account-no-title")));
    }
    account.titles.iter().for_each(|title| push_title(&mut body, title, messages));
    body.push_str("</main>\n<footer>\n");
    body.push_str(&element("p", &messages.word("account-note")));
    body.push_str("<div class=\"sign\">\n");
    body.push_str(&element("p", &messages.word("account-signature")));
    body.push_str(&element("p", &messages.word("account-handed-over")));
    body.push_str("</div>\n</footer>\n");
    page(lang, &format!("{heading} · {subject}"), STYLE, &body)
}

/// One title.
fn push_title(body: &mut String, title: &TitleAccount, messages: &Messages) {
    let status = title.status.as_str();
    let verdict = messages.word(&format!("account-verdict-{status}"));
    body.push_str("<section>\n");
    body.push_str(&element("h2", &title.name));
    let plain = messages.word(&format!("account-verdict-{status}.plain"));
    let _ = writeln!(
        body,
        "<p><span class=\"verdict {status}\">{}</span> {}</p>",
        escaped(&verdict),
        escaped(&plain)
    );
    body.push_str(&element("p", &wording::judged_by(title, messages)));
    for line in [wording::level(title, messages), wording::points(title, messages)] {
        line.into_iter().for_each(|line| body.push_str(&element("p", &line)));
    }
    let missing = title.missing.iter().map(|item| wording::missing(item, title, messages));
    push_list(body, "ol", "account-missing", &missing.collect::<Vec<_>>(), messages);
    let papers = title.papers.iter().map(|paper| wording::paper(paper, messages));
    push_list(body, "ul", "account-papers", &papers.collect::<Vec<_>>(), messages);
    let values = title.values.iter().map(|value| wording::adapted(value, messages));
    push_list(body, "ul", "account-values", &values.collect::<Vec<_>>(), messages);
    // That the ruleset is about the person goes without saying.
    let said =
        |condition: &&ConditionAccount| condition.level.is_some() || condition.holds != Truth::True;
    for condition in title.conditions.iter().filter(said) {
        body.push_str(&element("p", &wording::condition(condition, messages)));
        body.push_str(&evidence_list(&condition.evidence, messages));
    }
    // Of a ruleset that is not about the subject, the criteria say nothing.
    if title.status != Status::NotApplicable && !title.criteria.is_empty() {
        body.push_str(&criteria(title, messages));
    }
    body.push_str("</section>\n");
}

/// A heading with a list under it, if there is anything to list.
fn push_list(body: &mut String, tag: &str, heading: &str, items: &[String], messages: &Messages) {
    if items.is_empty() {
        return;
    }
    body.push_str(&element("h3", &messages.word(heading)));
    let _ = writeln!(body, "<{tag}>");
    items.iter().for_each(|item| body.push_str(&element("li", item)));
    let _ = writeln!(body, "</{tag}>");
}

/// The table of criteria.
fn criteria(title: &TitleAccount, messages: &Messages) -> String {
    let scored = title.criteria.iter().any(|criterion| criterion.points.is_some());
    let mut header = vec![
        (messages.word("account-column-criterion"), false),
        (messages.word("account-column-outcome"), false),
    ];
    if scored {
        header.push((messages.word("account-column-points"), true));
    }
    header.push((messages.word("account-column-evidence"), false));
    let mut table = Markup::table("criteria", "", &header);
    let mut group = None;
    for criterion in &title.criteria {
        if criterion.group != group {
            group.clone_from(&criterion.group);
            group.iter().for_each(|name| table.across("group", header.len(), name));
        }
        table.row("", &cells(criterion, scored, messages));
    }
    table.end()
}

/// The row of a criterion.
fn cells(criterion: &CriterionAccount, scored: bool, messages: &Messages) -> Vec<(String, bool)> {
    let mut cells = vec![
        (escaped(&wording::criterion_name(criterion, messages)), false),
        (escaped(&wording::outcome(criterion.outcome, messages)), false),
    ];
    if scored {
        cells.push((escaped(&wording::criterion_points(criterion, messages)), true));
    }
    let reason = wording::reason(criterion, messages);
    let reason = reason.map_or_else(String::new, |reason| element("p", &reason));
    cells.push((reason + &evidence_list(&criterion.evidence, messages), false));
    cells
}

/// What something was judged by; empty where nothing.
fn evidence_list(items: &[EvidenceItem], messages: &Messages) -> String {
    let items: String = items.iter().map(|item| evidence(item, messages)).collect();
    if items.is_empty() { items } else { format!("<ul class=\"from\">{items}</ul>") }
}

/// An indicator, with what it comes from under it.
fn evidence(item: &EvidenceItem, messages: &Messages) -> String {
    let item = briefly(item);
    let own = escaped(&wording::evidence(&item, messages));
    let mut beneath = String::new();
    for (_, line) in wording::beneath(&item, messages) {
        beneath.push_str(&element("li", &line));
    }
    let beneath = if beneath.is_empty() { beneath } else { format!("<ul>{beneath}</ul>") };
    format!("<li>{own}{beneath}</li>")
}

/// An indicator whose registers are told by the names of their files: where these lie is of no use
/// to the person, and takes room.
fn briefly(item: &EvidenceItem) -> EvidenceItem {
    let mut item = item.clone();
    match &mut item.source {
        EvidenceSource::Register { file, .. } => {
            if let Some((_, name)) = file.rsplit_once(['/', '\\']) {
                *file = name.to_owned();
            }
        }
        EvidenceSource::Computed(items) => {
            *items = items.iter().map(briefly).collect();
        }
        EvidenceSource::Members { .. }
        | EvidenceSource::Verdict(_)
        | EvidenceSource::Decisions(_) => {}
    }
    item
}
