//! What the first load of the page fetches, and how heavy that is on the wire.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::{fs, io};

/// The sizes of one file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Its path in the release folder.
    pub file: String,
    /// As it lies there.
    pub raw: usize,
    /// Compressed as hosts do when they know only gzip.
    pub gzip: usize,
    /// Compressed as hosts do that hold brotli files ready.
    pub brotli: usize,
}

/// Weighs the files of a release page.
///
/// # Errors
/// When one of them cannot be read.
pub fn weigh(dist: &Path, files: &BTreeSet<String>) -> io::Result<Vec<Weight>> {
    files
        .iter()
        .map(|file| {
            let bytes = fs::read(dist.join(file))?;
            Ok(Weight { file: file.clone(), raw: bytes.len(), gzip: gzip(&bytes)?, brotli: brotli(&bytes)? })
        })
        .collect()
}

/// The files that the first load fetches: the page, and what it, its scripts and its styles refer to. Workers are not
/// among them: the program starts them when they are needed.
///
/// # Errors
/// When a file that is referred to is not there.
pub fn first_load(dist: &Path) -> io::Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    let mut to_read = vec!["index.html".to_owned()];
    while let Some(file) = to_read.pop() {
        if !files.insert(file.clone()) {
            continue;
        }
        let path = dist.join(&file);
        if !path.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                format!("{file} is referred to and not there"),
            ));
        }
        let text = || fs::read_to_string(&path);
        let references = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html") => references_of_page(&text()?),
            Some("css") => between(&text()?, "url(", ")"),
            Some("js") => between(&text()?, "from \"", "\"")
                .into_iter()
                .chain(between(&text()?, "from '", "'"))
                .collect(),
            _ => Vec::new(),
        };
        let folder = Path::new(&file).parent().unwrap_or(Path::new(""));
        for reference in references.iter().filter(|reference| !reference.starts_with("data:")) {
            let reference = reference.trim_matches(['"', '\'']);
            to_read.push(folder.join(reference.trim_start_matches("./")).to_string_lossy().into_owned());
        }
    }
    Ok(files)
}

/// What the `href` and `src` of a page name.
pub fn references_of_page(html: &str) -> Vec<String> {
    let html = without_comments(html);
    [" href=\"", " src=\""].iter().flat_map(|attribute| between(&html, attribute, "\"")).collect()
}

/// What a page must not hold, so that it works under any path and under its content security policy; empty if all is
/// well.
pub fn defects_of_page(html: &str, policy: &str) -> Vec<String> {
    let mut defects = Vec::new();
    let html = without_comments(html);
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    match html.find(&meta) {
        None => defects
            .push("the content security policy is missing or another one: is this a release build?".into()),
        Some(place) if ["<script", "<link", "<style"].iter().any(|tag| html[..place].contains(tag)) => {
            defects.push("something is loaded before the content security policy".into());
        }
        Some(_) => {}
    }
    for reference in references_of_page(&html) {
        if reference.starts_with('/') || reference.contains("://") {
            defects.push(format!("{reference} works only at one address: write it relative to the page"));
        }
    }
    for tag in tags(&html) {
        if tag.starts_with("script") && !tag.contains(" src=") {
            defects.push("a script is inline".into());
        }
        if tag.starts_with("style") {
            defects.push("a style sheet is inline".into());
        }
        if tag.contains(" style=") {
            defects.push(format!("a style is inline: <{tag}>"));
        }
        if let Some(handler) =
            tag.split_whitespace().find(|part| part.starts_with("on") && part.contains('='))
        {
            defects.push(format!("an event handler is inline: {handler}"));
        }
    }
    defects
}

fn tags(html: &str) -> Vec<String> {
    between(html, "<", ">")
}

fn without_comments(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    text.split(start).skip(1).filter_map(|part| Some(part.split_once(end)?.0.to_owned())).collect()
}

fn gzip(bytes: &[u8]) -> io::Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// How many bytes remain with brotli at its best, which hosts do that hold compressed files ready.
///
/// # Errors
/// When the encoder fails, which it has no reason to.
pub fn brotli(bytes: &[u8]) -> io::Result<usize> {
    let mut compressed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &best)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'";
    const HEAD: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    #[test]
    fn a_sound_page_has_no_defects() {
        let page = format!("{HEAD}<!-- <script> --><link href=\"a.css\"><script src=\"./b.js\"></script>");
        assert_eq!(defects_of_page(&page, POLICY), [""; 0]);
    }

    #[test]
    fn each_defect_is_named() {
        for (body, word) in [
            ("<script>x</script>", "script is inline"),
            ("<style>x</style>", "style sheet is inline"),
            ("<p style=\"x\">", "style is inline"),
            ("<p onclick=\"x\">", "handler is inline: onclick"),
            ("<link href=\"/a.css\">", "/a.css works only"),
            ("<link href=\"https://example.com/a.css\">", "works only"),
        ] {
            let defects = defects_of_page(&format!("{HEAD}{body}"), POLICY);
            assert!(defects.len() == 1 && defects[0].contains(word), "{body}: {defects:?}");
        }
        assert!(defects_of_page("<p>", POLICY)[0].contains("missing"));
        assert!(defects_of_page(&format!("<link href=\"a\">{HEAD}"), POLICY)[0].contains("before"));
    }

    #[test]
    fn the_first_load_follows_pages_styles_and_scripts() {
        let dist = tempfile::tempdir().expect("a temporary folder");
        let write = |file: &str, text: &str| {
            let file = dist.path().join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        };
        write("index.html", "<link href=\"./a.css\"><script src=\"b.js\"></script>");
        write("a.css", "p { background: url(\"c.svg\") } i { background: url(data:x) }");
        write("b.js", "import { x } from './snippets/d.js';");
        write("c.svg", "");
        write("unused.wasm", "");
        assert!(first_load(dist.path()).is_err_and(|error| error.to_string().contains("snippets/d.js")));

        write("snippets/d.js", "");
        let files: Vec<String> = first_load(dist.path()).expect("all are there").into_iter().collect();
        assert_eq!(files, ["a.css", "b.js", "c.svg", "index.html", "snippets/d.js"]);
    }
}
