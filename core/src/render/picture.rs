//! The drawing of the design as a picture of its own, which needs neither fonts nor scripts.

use crate::design::Design;
use crate::diagram::{Figures, scene, to_svg};

/// Where it lies in the bundle.
pub(super) const PATH: &str = "docs/architecture.svg";

/// The picture in light colours: without findings and figures, which depend on more than the design.
pub(super) fn svg(design: &Design) -> String {
    to_svg(&scene(design, &[], &Figures::default(), None), include_str!("../../templates/architecture.css"))
}

#[cfg(test)]
mod tests {
    const STYLE: &str = include_str!("../../templates/architecture.css");
    const TOKENS: &str = include_str!("../../../public/styles/tokens.css");
    const BOARD: &str = include_str!("../../../public/styles/canvas.css");

    #[test]
    fn colours_are_those_of_the_board() {
        let light = TOKENS.split("[data-theme=\"dark\"]").next().unwrap();
        let colours = STYLE.split('#').skip(1).map(|after| after.split([';', ' ', '}']).next().unwrap());
        let mut count = 0;
        for colour in colours {
            assert!(light.contains(&format!("#{colour};")), "#{colour}");
            count += 1;
        }
        assert!(count > 20, "{count}");
    }

    #[test]
    fn classes_are_those_of_the_board() {
        let classes = |text: &'static str| {
            text.split('.').skip(1).filter_map(|t| t.split([' ', ',', '{', ':', ')']).next())
        };
        let board: Vec<&str> = classes(BOARD).collect();
        for class in classes(STYLE).filter(|c| c.starts_with(|c: char| c.is_ascii_lowercase())) {
            assert!(board.contains(&class), "{class}");
        }
    }
}
