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
{ "$0" --port=0; echo "ended with status $?"; } &
read -r _
kill -s KILL -- "-$$"
"#;

/// How long a start may take.
const START_TIME: Duration = Duration::from_secs(30);

/// How often a start is tried: the free port that ChromeDriver picks for IPv6 may be taken for IPv4, and then it ends.
const STARTS: usize = 3;

/// A running ChromeDriver.
#[derive(Debug)]
pub(super) struct ChromeDriver {
    guard: Child,
    port: u16,
}

impl ChromeDriver {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// With what it said last, when it did not start three times in a row.
    pub(super) fn start(program: &Path) -> Result<Self> {
        let mut failures = Vec::new();
        for _ in 0..STARTS {
            match Self::start_once(program) {
                Ok(driver) => return Ok(driver),
                Err(failure) => failures.push(failure.to_string()),
            }
        }
        Err(format!("{} did not start: {}", program.display(), failures.join("; ")).into())
    }

    fn start_once(program: &Path) -> Result<Self> {
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
        let (started, start) = mpsc::channel();
        thread::spawn(move || {
            let mut said = String::new();
            // Reads on after the port is known: a full pipe would stop ChromeDriver.
            for line in BufReader::new(output).lines().map_while(std::io::Result::ok) {
                if let Some(port) = started_on(&line) {
                    started.send(Ok(port)).ok();
                } else if line.starts_with("ended with status ") {
                    started.send(Err(format!("it {line} after \"{said}\""))).ok();
                }
                said = line;
            }
        });
        driver.port = start.recv_timeout(START_TIME).map_err(|_| "nothing within 30 seconds")??;
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
    use std::os::unix::fs::PermissionsExt;

    /// A program that fails for the first time, as ChromeDriver does on a port that is half free, and then starts.
    #[test]
    fn a_start_that_failed_is_tried_again() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let program = folder.path().join("driver");
        let tried = folder.path().join("tried");
        let text = format!(
            "#!/bin/sh\nif mkdir {}; then echo IPv4 port not available. Exiting...; exit 1; fi\n\
             echo ChromeDriver was started successfully on port 1234.; exec sleep 60\n",
            tried.display()
        );
        std::fs::write(&program, text).expect("a file");
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("it may run");
        assert_eq!(ChromeDriver::start(&program).expect("it starts").port, 1234);
    }

    #[test]
    fn what_never_starts_is_told_at_once() {
        let error = ChromeDriver::start(Path::new("/bin/false")).expect_err("it ends");
        assert_eq!(error.to_string().matches("ended with status 1").count(), STARTS, "{error}");
    }

    #[test]
    fn reads_the_port_chromedriver_prints() {
        assert_eq!(started_on("ChromeDriver was started successfully on port 41683."), Some(41683));
        assert_eq!(started_on("Starting ChromeDriver 156.0.8078.73 on port 0"), None);
    }
}
