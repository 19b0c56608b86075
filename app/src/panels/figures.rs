//! Tables of figures, as the core has worked them out and put them into words.

use configurator_core::verdict::Row;
use leptos::prelude::*;

use crate::session::{Place, Session};
use crate::widgets::live;

/// A table: what a line is about, then its numbers; a line of one cell is a heading. What else is to be said of a line
/// stands beneath it.
#[component]
pub(crate) fn FigureTable(
    /// What the table holds, for who cannot see it.
    caption: &'static str,
    /// The headings of the columns.
    heads: &'static [&'static str],
    /// Whether the last line is the sum of the others.
    #[prop(optional)]
    summed: bool,
    /// The lines.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let head = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    view! {
        <table class="figures" class:summed=summed>
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>
                {live(move || {
                    rows.get().into_iter().map(|row| line(session, row, heads.len())).collect_view().into_any()
                })}
            </tbody>
        </table>
    }
}

fn line(session: Session, row: Row, columns: usize) -> AnyView {
    let mut cells = row.cells.into_iter();
    let first = cells.next().unwrap_or_default();
    let numbers = cells.map(|cell| view! { <td>{cell}</td> }).collect::<Vec<_>>();
    let is_heading = numbers.is_empty();
    let name = match row.subject {
        Some(subject) => view! {
            <button
                type="button"
                class="link"
                on:click=move |_| {
                    session.select(subject.clone());
                    session.place.set(Place::Board);
                }
            >
                {first}
            </button>
        }
        .into_any(),
        None => first.into_any(),
    };
    let span = if is_heading { columns } else { 1 };
    let note = (!row.note.is_empty()).then(|| {
        view! {
            <tr class="figures-note">
                <td colspan=columns.to_string()>{row.note}</td>
            </tr>
        }
    });
    view! {
        <tr class:heading=is_heading>
            <th scope="row" colspan=span.to_string()>{name}</th>
            {numbers}
        </tr>
        {note}
    }
    .into_any()
}

/// Sentences beneath or above a table.
pub(crate) fn notes(notes: impl Fn() -> Vec<String> + Send + 'static) -> impl IntoView {
    live(move || {
        let lines = notes().into_iter().map(|note| view! { <p>{note}</p> }).collect_view();
        view! { <div class="figures-notes">{lines}</div> }.into_any()
    })
}
