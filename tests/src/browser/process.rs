//! ChromeDriver and what it starts, ended together whatever happens to the test.

use super::Result;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Runs ChromeDriver in a process group of its own, in which Chromium stays too, and waits for the end of its input.
/// That comes when the test drops its side of the pipe, panics or is killed; then the whole group ends, itself included.
const GUARD: &str = r#"
"$0" --port=0 &
read -r _
kill -s KILL -- "-$$"
"#;

/// A running ChromeDriver.
#[derive(Debug)]
pub(super) struct ChromeDriver {
    guard: Child,
    port: u16,
}

impl ChromeDriver {
    /// Starts it on a free port.
    pub(super) fn start(program: &Path) -> Result<Self> {
        let mut guard = Command::new("sh")
            .args(["-c", GUARD])
            .arg(program)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = guard.stdout.take().ok_or("ChromeDriver has no output")?;
        let mut driver = Self { guard, port: 0 };
        let (port_found, port) = mpsc::channel();
        thread::spawn(move || {
            // Reads on after the port is known: a full pipe would stop ChromeDriver.
            for line in BufReader::new(output).lines().map_while(std::io::Result::ok) {
                if let Some(port) = started_on(&line) {
                    port_found.send(port).ok();
                }
            }
        });
        driver.port = port
            .recv_timeout(Duration::from_secs(30))
            .map_err(|_| format!("{} did not start within 30 seconds", program.display()))?;
        Ok(driver)
    }

    /// Where it takes commands.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        // An error would mean that it has ended already.
        self.guard.wait().ok();
    }
}

fn started_on(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_chromedriver_prints() {
        assert_eq!(started_on("ChromeDriver was started successfully on port 41683."), Some(41683));
        assert_eq!(started_on("Starting ChromeDriver 156.0.8078.73 on port 0"), None);
    }
}
