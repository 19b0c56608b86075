//! Accepting a finding with a reason, and taking that back.

use configurator_core::check::Severity;
use configurator_core::design::Waiver;
use configurator_core::edit::DesignEdit;
use configurator_core::value::{ObjectKey, Reason, RuleId};
use configurator_core::verdict::Found;
use leptos::prelude::*;

use crate::browser;
use crate::session::Session;
use crate::widgets::{Icon, Show, live};

/// Which finding it is: its rule and its object, as a waiver names them. Errors have none, for they cannot be accepted.
fn named(finding: &Found) -> Option<(RuleId, ObjectKey)> {
    if finding.severity == Severity::Error {
        return None;
    }
    Some((finding.rule.parse().ok()?, finding.subject.key().parse().ok()?))
}

/// A button that asks for a reason and accepts the finding; nothing for an error.
pub(super) fn accept(session: Session, finding: &Found) -> Option<AnyView> {
    let (rule, object) = named(finding)?;
    Some(view! { <Accept session rule object title=finding.title.clone() /> }.into_any())
}

#[component]
fn Accept(session: Session, rule: RuleId, object: ObjectKey, title: String) -> impl IntoView {
    let asks = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let id = format!("reason-{rule}-{object}");
    let (error_id, button_id) = (format!("{id}-error"), format!("{id}-ask"));
    let label = format!("Accept: {title}");
    let field = StoredValue::new(id.clone());
    let back = StoredValue::new(button_id.clone());
    let close = move || {
        asks.set(false);
        browser::focus(back.get_value());
    };
    let submit = move || match text.with_untracked(|t| t.trim().parse::<Reason>()) {
        Ok(reason) => {
            let waiver = Waiver { rule: rule.clone(), object: object.clone(), reason };
            session.dispatch(DesignEdit::Waive { waiver });
        }
        Err(error) => {
            problem.set(Some(error.to_string()));
            browser::focus(field.get_value());
        }
    };
    let submit = Callback::new(move |()| submit());
    view! {
        <Show
            when=move || asks.get()
            fallback=move || {
                let label = label.clone();
                view! {
                    <button
                        type="button"
                        class="link"
                        id=button_id.clone()
                        title="It stays visible under Accepted, and the bundle's README says why."
                        aria-label=label
                        on:click=move |_| {
                            asks.set(true);
                            browser::focus(field.get_value());
                        }
                    >
                        "Accept…"
                    </button>
                }
                    .into_any()
            }
        >
            <form
                class="waive"
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event.stop_propagation();
                        close();
                    }
                }
            >
                <label for=field.get_value()>"Accepted because"</label>
                <input
                    class="input"
                    id=field.get_value()
                    maxlength="400"
                    autocomplete="off"
                    aria-describedby=error_id.clone()
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    prop:value=text
                    on:input:target=move |event| {
                        text.set(event.target().value());
                        problem.set(None);
                    }
                />
                <p class="row-error" id=error_id.clone() role="alert">
                    {live(move || problem.get().map(|e| view! { <Icon name="error" /> <span>{e}</span> }).into_any())}
                </p>
                <div class="buttons">
                    <button type="submit" class="button small primary">"Accept"</button>
                    <button type="button" class="button small" on:click=move |_| close()>"Cancel"</button>
                </div>
            </form>
        </Show>
    }
}

/// Why a finding is accepted, with a button that takes it back.
pub(super) fn accepted(session: Session, finding: &Found) -> Option<AnyView> {
    let reason = finding.waived.as_ref()?.to_string();
    let (rule, object) = named(finding)?;
    let label = format!("Take back: {}", finding.title);
    let button = view! {
        <button
            type="button"
            class="button small"
            aria-label=label
            on:click=move |_| {
                session.dispatch(DesignEdit::Unwaive { rule: rule.clone(), object: object.clone() });
            }
        >
            "Take back"
        </button>
    };
    Some(view! { <p class="finding-reason"><strong>"Accepted: "</strong>{reason}</p> {button} }.into_any())
}
