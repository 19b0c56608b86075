//! Keyboard and pointer.

use super::{Page, Result};
use thirtyfour::{Key, WebElement};

impl Page<'_> {
    /// Replaces what a text field holds, as a person does: select all, type.
    pub async fn type_into(&self, field: &WebElement, text: &str) -> Result {
        field.focus().await?;
        self.press("ControlOrMeta+a").await?;
        if text.is_empty() { self.press("Delete").await } else { Ok(field.send_keys(text).await?) }
    }

    /// Presses a key or a chord on whatever has the focus: `Enter`, `a`, `Shift+Tab`, `Control+Shift+z`. The modifier
    /// `ControlOrMeta` is the one that shortcuts use on this machine.
    pub async fn press(&self, chord: &str) -> Result {
        // The last key may itself be a plus sign.
        let (modifiers, key) = match chord.strip_suffix("++") {
            Some(modifiers) => (modifiers, "+"),
            None => {
                chord.rsplit_once('+').filter(|(modifiers, _)| !modifiers.is_empty()).unwrap_or(("", chord))
            }
        };
        let modifiers = modifiers
            .split('+')
            .filter(|name| !name.is_empty())
            .map(modifier)
            .collect::<Result<Vec<Key>>>()?;
        let mut keys = self.driver().action_chain();
        for modifier in &modifiers {
            keys = keys.key_down(modifier.clone());
        }
        let key = key_named(key)?;
        keys = keys.key_down(key).key_up(key);
        for modifier in modifiers.iter().rev() {
            keys = keys.key_up(modifier.clone());
        }
        Ok(keys.perform().await?)
    }

    /// Drags with the mouse from the middle of one element to the middle of another, in steps that a pointer machine
    /// sees as movement.
    pub async fn drag(&self, from: &WebElement, to: &WebElement) -> Result {
        let (from, to) = (from.rect().await?.icenter(), to.rect().await?.icenter());
        self.drag_between(from, to).await
    }

    /// Drags with the mouse between two points of the view.
    pub async fn drag_between(&self, from: (i64, i64), to: (i64, i64)) -> Result {
        const STEPS: i64 = 8;
        let mut moves = self.driver().action_chain().move_to(from.0, from.1).click_and_hold();
        for step in 1..=STEPS {
            let along = |from: i64, to: i64| from + (to - from) * step / STEPS;
            moves = moves.move_to(along(from.0, to.0), along(from.1, to.1));
        }
        Ok(moves.release().perform().await?)
    }
}

fn modifier(name: &str) -> Result<Key> {
    Ok(match name {
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "ControlOrMeta" if cfg!(target_os = "macos") => Key::Meta,
        "ControlOrMeta" => Key::Control,
        _ => return Err(format!("there is no modifier key {name}").into()),
    })
}

fn key_named(name: &str) -> Result<char> {
    let key = match name {
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowUp" => Key::Up,
        "ArrowRight" => Key::Right,
        "ArrowDown" => Key::Down,
        _ => {
            let mut characters = name.chars();
            return match (characters.next(), characters.next()) {
                (Some(character), None) => Ok(character),
                _ => Err(format!("there is no key {name}").into()),
            };
        }
    };
    Ok(key.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keys_as_the_dom_does() {
        assert_eq!(key_named("+").ok(), Some('+'));
        assert_eq!(key_named("ArrowDown").ok(), Some(Key::Down.value()));
        assert!(key_named("Arrow").is_err());
        assert!(modifier("Hyper").is_err());
    }
}
