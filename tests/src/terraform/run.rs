//! Runs `terraform` on a root module, step by step, without a network.

use super::interface;
use super::provider::Providers;
use super::scratch::Scratch;
use serde_json::Value as Json;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A run to be: a bundle, the folder in it that is a root module, and what the user would pass.
///
/// ```no_run
/// use configurator_tests::terraform::Terraform;
/// let outcome = Terraform::new("bundle").root("infrastructure").var("region", "eu-west-1").run();
/// outcome.expect_success();
/// let plan = outcome.plan().expect("a plan");
/// ```
pub struct Terraform {
    bundle: PathBuf,
    root: PathBuf,
    arguments: Vec<String>,
    until: Step,
    tests: bool,
    show: bool,
    state: Option<String>,
}

/// A step of a run, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Copying the bundle, and pointing it at the stand-ins.
    Prepare,
    /// Comparing what the EKS module is given with its interface.
    Interface,
    /// `terraform fmt -check -recursive`
    Format,
    /// `terraform init`
    Init,
    /// `terraform validate`
    Validate,
    /// `terraform test`, where the folder has tests of its own.
    Test,
    /// `terraform plan -out`, from nothing or over the state of another run.
    Plan,
    /// `terraform show -json` of the plan.
    Show,
    /// `terraform apply` of the plan.
    Apply,
    /// `terraform show -json` of what was applied, where that is what is asked for.
    State,
    /// `terraform plan -detailed-exitcode`, which must find nothing to do.
    SecondPlan,
}

/// What one step said.
pub struct StepReport {
    /// Which step.
    pub step: Step,
    /// Whether it went as it should.
    pub passed: bool,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error, or the harness's own findings.
    pub stderr: String,
    /// How long it took.
    pub took: Duration,
}

/// What a run came to. Steps after one that failed did not run.
pub struct Outcome {
    /// The root module, for messages.
    pub name: String,
    /// The steps that ran, in order.
    pub steps: Vec<StepReport>,
    plan: Option<Json>,
    /// What Terraform keeps in its state file, when something was applied.
    state: Option<String>,
}

impl Terraform {
    /// A run on a folder that is a root module.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let (root, arguments) = (PathBuf::new(), Vec::new());
        Self {
            bundle: folder.into(),
            root,
            arguments,
            until: Step::SecondPlan,
            tests: true,
            show: true,
            state: None,
        }
    }

    /// The root module within the bundle; the whole bundle is copied, so that it may refer to the rest.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = folder.into();
        self
    }

    /// Sets an input variable.
    #[must_use]
    pub fn var(mut self, name: &str, value: &str) -> Self {
        self.arguments.push(format!("-var={name}={value}"));
        self
    }

    /// Reads input variables from a file.
    #[must_use]
    pub fn var_file(mut self, path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.arguments.push(format!("-var-file={}", path.display()));
        self
    }

    /// The last step to run; all of them unless said otherwise.
    #[must_use]
    pub fn until(mut self, step: Step) -> Self {
        self.until = step;
        self
    }

    /// Leaves the folder's own tests out.
    #[must_use]
    pub fn without_tests(mut self) -> Self {
        self.tests = false;
        self
    }

    /// Leaves [`Step::Show`] out, and [`Outcome::plan`] with it.
    #[must_use]
    pub fn without_show(mut self) -> Self {
        self.show = false;
        self
    }

    /// Starts from what another run applied instead of from nothing.
    #[must_use]
    pub fn over(mut self, applied: &Outcome) -> Self {
        self.state.clone_from(&applied.state);
        self
    }

    /// Runs the steps until one fails.
    #[must_use]
    pub fn run(&self) -> Outcome {
        let name = self.bundle.join(&self.root).display().to_string();
        let mut outcome = Outcome { name, steps: Vec::new(), plan: None, state: None };
        let started = Instant::now();
        match Scratch::prepare(&self.bundle, &self.root) {
            Ok(scratch) => {
                outcome.push(Step::Prepare, true, String::new(), String::new(), started);
                self.run_in(&scratch, &mut outcome);
            }
            Err(error) => outcome.push(Step::Prepare, false, String::new(), error, started),
        }
        outcome
    }

    /// The steps after preparation; stops at the first that fails.
    fn run_in(&self, scratch: &Scratch, outcome: &mut Outcome) -> Option<()> {
        let session = Session { scratch, until: self.until };
        let with_vars = |fixed: &[&'static str]| -> Vec<String> {
            let fixed = fixed.iter().map(|argument| (*argument).to_owned());
            fixed.chain(self.arguments.iter().cloned()).collect()
        };
        let words = |fixed: &[&str]| -> Vec<String> { fixed.iter().map(|word| (*word).to_owned()).collect() };

        session.interface(&self.bundle.join(&self.root), outcome)?;
        // The folder as it is, before the copy was changed.
        let source = std::path::absolute(self.bundle.join(&self.root)).ok()?;
        let format = words(&["fmt", "-check", "-recursive", "-diff", "-no-color"]);
        session.terraform(Step::Format, &source, &format, outcome)?;
        let root = scratch.root();
        session.terraform(Step::Init, root, &words(&["init", "-input=false", "-no-color"]), outcome)?;
        session.terraform(Step::Validate, root, &words(&["validate", "-no-color"]), outcome)?;
        if self.tests && has_tests(root) {
            session.terraform(Step::Test, root, &with_vars(&["test", "-no-color"]), outcome)?;
        }
        let state = root.join("terraform.tfstate");
        if let Some(text) = &self.state
            && let Err(error) = std::fs::write(&state, text)
        {
            outcome.push(Step::Plan, false, String::new(), error.to_string(), Instant::now());
            return None;
        }
        let plan = with_vars(&["plan", "-input=false", "-no-color", "-out=harness.tfplan"]);
        session.terraform(Step::Plan, root, &plan, outcome)?;
        if self.show {
            let show = words(&["show", "-json", "harness.tfplan"]);
            let shown = session.terraform(Step::Show, root, &show, outcome);
            outcome.plan = serde_json::from_str(&outcome.steps.last()?.stdout).ok();
            shown?;
        }
        let apply = words(&["apply", "-input=false", "-no-color", "-auto-approve", "harness.tfplan"]);
        let applied = session.terraform(Step::Apply, root, &apply, outcome);
        outcome.state = std::fs::read_to_string(&state).ok();
        applied?;
        if self.until == Step::State {
            return session.terraform(Step::State, root, &words(&["show", "-json"]), outcome);
        }
        let again = with_vars(&["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
        session.terraform(Step::SecondPlan, root, &again, outcome)
    }
}

/// Steps in one scratch folder.
struct Session<'a> {
    scratch: &'a Scratch,
    until: Step,
}

impl Session<'_> {
    fn interface(&self, folder: &Path, outcome: &mut Outcome) -> Option<()> {
        let started = Instant::now();
        let (passed, unread, findings) = match interface::check_folder(folder) {
            Ok(report) => {
                let findings: Vec<_> = report.unknown_keys.iter().map(ToString::to_string).collect();
                let unread = report.unread.iter().map(|path| format!("not readable off the text: {path}\n"));
                (findings.is_empty(), unread.collect(), findings.join("\n"))
            }
            // A file that cannot be read as HCL is for Terraform to report, with its place.
            Err(error) => (true, String::new(), error),
        };
        outcome.push(Step::Interface, passed, unread, findings, started);
        (passed && self.until > Step::Interface).then_some(())
    }

    fn terraform(
        &self,
        step: Step,
        folder: &Path,
        arguments: &[String],
        outcome: &mut Outcome,
    ) -> Option<()> {
        let started = Instant::now();
        let mut command = command(self.scratch, folder, step > Step::Init);
        if step == Step::Test {
            command.env("TF_REATTACH_PROVIDERS", Providers::of_mocks().reattach());
        }
        let output = command.args(arguments).output();
        let passed = match output {
            Ok(output) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let passed = output.status.success();
                outcome.push(step, passed, text(&output.stdout), text(&output.stderr), started);
                passed
            }
            Err(error) => {
                outcome.push(
                    step,
                    false,
                    String::new(),
                    format!("terraform did not start: {error}"),
                    started,
                );
                false
            }
        };
        (passed && self.until > step).then_some(())
    }
}

/// `terraform` with nothing of the user's own: no CLI configuration, no plug-in cache, no variables.
pub(super) fn command(scratch: &Scratch, folder: &Path, attached: bool) -> Command {
    let mut command = Command::new("terraform");
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", scratch.path("home"))
        .env("TMPDIR", std::env::temp_dir())
        .env("TF_CLI_CONFIG_FILE", scratch.cli_config())
        .env("TF_DATA_DIR", scratch.path("data"))
        .env("TF_IN_AUTOMATION", "1")
        .env("TF_REGISTRY_DISCOVERY_RETRY", "0")
        .env("CHECKPOINT_DISABLE", "1")
        // A run is over before most of its memory is worth collecting: a quarter less time.
        .env("GOGC", "300");
    if attached {
        command.env("TF_REATTACH_PROVIDERS", Providers::shared().reattach());
    }
    command
}

fn has_tests(root: &Path) -> bool {
    [root.to_owned(), root.join("tests")].iter().any(|folder| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| entry.file_name().to_string_lossy().ends_with(".tftest.hcl"))
    })
}

impl Outcome {
    /// The step that failed, if one did.
    pub fn failed(&self) -> Option<&StepReport> {
        self.steps.iter().find(|step| !step.passed)
    }

    /// Whether every step that was asked for passed.
    pub fn succeeded(&self) -> bool {
        self.failed().is_none()
    }

    /// A step's report, if it ran.
    pub fn step(&self, step: Step) -> Option<&StepReport> {
        self.steps.iter().find(|report| report.step == step)
    }

    /// The plan from nothing, as `terraform show -json` has it.
    pub fn plan(&self) -> Option<&Json> {
        self.plan.as_ref()
    }

    /// The inputs of the EKS module whose nested keys could not be read off the text, and so were not
    /// compared with its interface; empty when all were.
    pub fn unread(&self) -> &str {
        self.step(Step::Interface).map_or("", |report| report.stdout.as_str())
    }

    /// # Panics
    /// With what went wrong, when a step failed.
    pub fn expect_success(&self) {
        assert!(self.succeeded(), "{self}");
    }

    /// # Panics
    /// When everything passed, or when the failure says something else.
    pub fn expect_failure(&self, step: Step, message: &str) {
        match self.failed() {
            Some(report) if report.step == step && report.says(message) => {}
            Some(_) => panic!("expected {step:?} to fail with {message:?}, but:\n{self}"),
            None => panic!("{}: expected {step:?} to fail with {message:?}, but all passed", self.name),
        }
    }

    fn push(&mut self, step: Step, passed: bool, stdout: String, stderr: String, started: Instant) {
        self.steps.push(StepReport { step, passed, stdout, stderr, took: started.elapsed() });
    }
}

impl StepReport {
    /// Whether the step said this; Terraform wraps lines, so white space is not compared.
    pub fn says(&self, message: &str) -> bool {
        let flat = |text: &str| {
            let lines = text.lines().map(|line| line.trim_start_matches(['│', ' ']));
            lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
        };
        let message = flat(message);
        flat(&self.stderr).contains(&message) || flat(&self.stdout).contains(&message)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        for report in &self.steps {
            let verdict = if report.passed { "ok" } else { "FAILED" };
            writeln!(
                f,
                "  {:<12} {verdict:<6} {:>6.2} s",
                format!("{:?}", report.step),
                report.took.as_secs_f64()
            )?;
        }
        if let Some(report) = self.failed() {
            writeln!(f, "\n{}{}", report.stdout, report.stderr)?;
        }
        Ok(())
    }
}
