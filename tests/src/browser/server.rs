//! A static file server on a free port of the loopback interface, as plain as the hosts the page will live on.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A running server. Its threads end with the process; it holds nothing that needs an orderly end.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requested: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// The page lies under this path, not at `/`: so every browser test also shows that it works in a sub-path.
    pub const BASE: &str = "/some/where/";

    /// Serves the files of `folder` under [`Server::BASE`].
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(folder: &Path) -> io::Result<Self> {
        let folder = folder.canonicalize()?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let server = Self { address: listener.local_addr()?, requested: Arc::default() };
        let requested = Arc::clone(&server.requested);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, requested) = (folder.clone(), Arc::clone(&requested));
                // A browser that goes away in the middle of an answer is no failure of the server.
                thread::spawn(move || answer(stream, &folder, &requested).ok());
            }
        });
        Ok(server)
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, Self::BASE)
    }

    /// The paths asked for so far, relative to the page, in order; `""` is the page itself.
    pub fn requested(&self) -> Vec<String> {
        self.requested.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn answer(stream: TcpStream, folder: &Path, requested: &Mutex<Vec<String>>) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(&stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The rest of the head is read, so that closing does not reset the connection.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let found = path.strip_prefix(Server::BASE).and_then(|path| {
        requested.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        file_under(folder, path)
    });
    let (status, kind, body) = match found.and_then(|file| Some((media_type(&file), fs::read(file).ok()?))) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/plain", b"not found".to_vec()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    );
    (&stream).write_all(head.as_bytes())?;
    (&stream).write_all(&body)
}

/// The file that a path names, and only if it truly lies in the folder.
fn file_under(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    // Follows links, so a link out of the folder does not count as in it.
    let file = folder.join(path).canonicalize().ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("the server reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the server answers");
        answer
    }

    #[test]
    fn serves_the_folder_and_nothing_else() {
        let outer = tempfile::tempdir().expect("a temporary folder");
        let folder = outer.path().join("page");
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("index.html"), "the page").expect("a file");
        fs::write(folder.join("app.wasm"), "program").expect("a file");
        fs::write(outer.path().join("secret"), "secret").expect("a file");
        let server = Server::start(&folder).expect("a server");

        let page = get(&server, Server::BASE);
        assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("the page"), "{page}");
        let wasm = get(&server, "/some/where/app.wasm?v=1");
        assert!(wasm.contains("Content-Type: application/wasm\r\n"), "{wasm}");
        for outside in
            ["/some/where/../secret", "/some/where//etc/passwd", "/some/where/..", "/app.wasm", "/", "x"]
        {
            assert!(get(&server, outside).starts_with("HTTP/1.1 404"), "{outside} was served");
        }
        assert_eq!(server.requested()[..2], ["", "app.wasm"]);
    }
}
