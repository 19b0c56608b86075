//! The page of EKS Configurator.

use leptos::prelude::*;

fn main() {
    mount_to_body(Page);
}

/// Everything on the screen.
#[component]
fn Page() -> impl IntoView {
    let (presses, set_presses) = signal(0);
    view! {
        <main>
            <h1>"EKS Configurator"</h1>
            <p>"Designs an Amazon EKS cluster and hands over its Terraform bundle."</p>
            <button on:click=move |_| set_presses.update(|n| *n += 1)>"Pressed " {presses} " times"</button>
        </main>
    }
}
