//! What is wrong with the selected object, above its form.

use leptos::prelude::*;

use crate::panels::{fix_button, rule_link, severity_icon};
use crate::session::Session;
use crate::widgets::live;

/// The findings whose place is the selected object, each with its fix.
#[component]
pub(crate) fn OwnFindings() -> impl IntoView {
    let session = expect_context::<Session>();
    let own = Memo::new(move |_| {
        let subject = session.selected.get();
        let is_own = |f: &&configurator_core::verdict::Found| {
            f.is_open() && (f.subject == subject || f.related.contains(&subject))
        };
        session.verdict.with(|v| v.findings.iter().filter(is_own).take(3).cloned().collect::<Vec<_>>())
    });
    live(move || {
        own.get()
            .into_iter()
            .map(|finding| {
                let word = finding.severity.word();
                let fix = fix_button(session, &finding);
                view! {
                    <div class=format!("callout {}", word.to_ascii_lowercase())>
                        {severity_icon(finding.severity)}
                        <div class="callout-text">
                            <strong>{finding.title}</strong>
                            <span>{finding.help}" "{rule_link(&finding.rule)}</span>
                        </div>
                        {fix}
                    </div>
                }
            })
            .collect_view()
            .into_any()
    })
}
