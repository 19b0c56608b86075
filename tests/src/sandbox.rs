//! An unpacked bundle whose scripts run against stand-ins for AWS.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use configurator_core::design::Design;
use configurator_core::render::render;
use tempfile::TempDir;

use crate::aws_mock::{ACCOUNT, AwsMock};
use crate::terraform::{Interface, Providers};

/// An unpacked bundle with stand-ins for the AWS CLI, kubectl, providers and S3.
pub struct Sandbox {
    folder: TempDir,
    mock: AwsMock,
}

/// How a script ended, and all that it said.
#[derive(Debug)]
pub struct Said {
    /// Whether its exit status says success.
    pub ok: bool,
    /// Standard output, then the errors.
    pub text: String,
}

impl Said {
    /// Whether these words are in it.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }
}

impl Sandbox {
    /// Unpacks the bundle of a design.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn new(design: &Design) -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let path = |name: &str| folder.path().join(name);
        unpack(design, &path("bundle"));
        Interface::get().write_module(&path("modules/eks")).expect("the stand-in module");
        // The stub provider makes no bucket: those that the tests use are there.
        for name in ["bin", "home", "fake/s3/my-eks-tfstate-111122223333", "fake/s3/my-eks-state"] {
            fs::create_dir_all(path(name)).expect("folders can be made");
        }
        let config = Providers::shared().write_mirror(&path("mirror")).expect("the mirror");
        fs::write(path("terraform.tfrc"), config).expect("files can be written");
        fs::write(path("fake/account"), format!("{ACCOUNT}\n")).expect("files can be written");
        fs::write(path("fake/location"), "eu-central-1\n").expect("files can be written");
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        for tool in ["aws", "kubectl"] {
            fs::copy(data.join(format!("fake-{tool}")), path("bin").join(tool)).expect("the fake");
        }
        program(&path("bin/terraform"), &terraform_wrapper());
        // Nobody waits here.
        program(&path("bin/sleep"), "#!/bin/sh\n");
        fs::write(path("fake/offers"), builds(&path("bundle"))).expect("files can be written");
        let mock = AwsMock::serve(&path("fake/s3"));
        Self { folder, mock }
    }

    /// Runs a script with arguments and what is typed.
    ///
    /// # Panics
    /// Without bash.
    pub fn run(&self, script: &str, arguments: &[&str], input: &str) -> Said {
        self.run_with(script, arguments, input, &[])
    }

    /// The same with more of an environment.
    ///
    /// # Panics
    /// Without bash.
    pub fn run_with(&self, script: &str, arguments: &[&str], input: &str, more: &[(&str, &str)]) -> Said {
        redirect(&self.path("bundle/infrastructure/eks.tf"));
        let mut command = Command::new("bash");
        command
            .arg(self.path(&format!("bundle/scripts/{script}.sh")))
            .args(arguments)
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()))
            .env("HOME", self.path("home"))
            .env("TF_CLI_CONFIG_FILE", self.path("terraform.tfrc"))
            .env("CHECKPOINT_DISABLE", "1")
            .env("FAKE_AWS", self.path("fake"))
            .envs(self.mock.environment())
            .envs(more.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("bash");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).ok();
        let output = child.wait_with_output().expect("bash ends");
        let text = [output.stdout, output.stderr].concat();
        Said { ok: output.status.success(), text: plain(&String::from_utf8_lossy(&text)) }
    }

    /// Runs a script that must succeed.
    ///
    /// # Panics
    /// When it does not.
    #[track_caller]
    pub fn expect_success(&self, script: &str, arguments: &[&str]) -> Said {
        let said = self.run(script, arguments, "");
        assert!(said.ok, "{script} {arguments:?}:\n{}", said.text);
        said
    }

    /// Runs a script that must fail and say why.
    ///
    /// # Panics
    /// When it does not.
    #[track_caller]
    pub fn expect_failure(&self, script: &str, arguments: &[&str], words: &str) {
        let said = self.run(script, arguments, "");
        assert!(
            !said.ok && said.says(words),
            "{script} {arguments:?} must fail with {words:?}:\n{}",
            said.text
        );
    }

    /// Where something of the sandbox is.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether it is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// What is in a file.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Tells the fakes something.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn plant(&self, name: &str, text: &str) {
        fs::write(self.path("fake").join(name), text).expect("files can be written");
    }

    /// Takes back what they were told.
    ///
    /// # Panics
    /// When they were not.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path("fake").join(name)).expect("what was planted");
    }

    /// Changes words in a file of the bundle.
    ///
    /// # Panics
    /// When they are not there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path("bundle").join(file);
        let text = fs::read_to_string(&path).expect("a file of the bundle");
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(path, text.replace(from, to)).expect("files can be written");
    }
}

/// The builds that the bundle pins: AWS still offers them.
fn builds(bundle: &Path) -> String {
    let values = fs::read_to_string(bundle.join("infrastructure/terraform.tfvars")).expect("values");
    let builds = values.split('"').filter(|word| word.starts_with('v') && word.contains("-eksbuild."));
    builds.map(|build| format!("{build}\n")).collect()
}

/// The real `terraform` with the stub providers; `init` must not know of them, or it solves no versions.
/// No registry is reached, so what would be locked is only written down.
fn terraform_wrapper() -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let real = std::env::split_paths(&path).map(|p| p.join("terraform")).find(|p| p.is_file());
    let real = real.unwrap_or_default();
    format!(
        "#!/bin/sh\n\
         if [ -n \"$FAIL_ON\" ]; then case \" $* \" in *\" $FAIL_ON \"*) echo broken off >&2; exit 1 ;; esac; fi\n\
         case \" $* \" in *' providers lock '*) echo \"terraform $*\" >>\"$FAKE_AWS/calls\"; exit ;; esac\n\
         case \" $* \" in *' init '*) ;; *) export TF_REATTACH_PROVIDERS='{}' ;; esac\n\
         exec '{}' \"$@\"\n",
        Providers::shared().reattach(),
        real.display()
    )
}

/// Points the module at its stand-in, as often as needed.
fn redirect(file: &Path) {
    let text = fs::read_to_string(file).expect("eks.tf");
    let text = text
        .replace("source  = \"terraform-aws-modules/eks/aws\"", "source = \"../../modules/eks\"")
        .replace("  version = \"21.19.0\"\n", "");
    fs::write(file, text).expect("files can be written");
}

/// Writes the bundle of a design, with scripts that run.
///
/// # Panics
/// When the disk refuses.
pub fn unpack(design: &Design, folder: &Path) {
    for file in render(design).files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        if file.executable {
            program(&path, &file.text);
        } else {
            fs::write(path, file.text).expect("files can be written");
        }
    }
}

fn program(path: &Path, text: &str) {
    fs::write(path, text).expect("files can be written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("modes can be set");
}

/// Without the colours of Terraform.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    out + rest
}
