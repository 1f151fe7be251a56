//! Prism, a server by Stoplight that answers as a spec says and refuses what it does not allow.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::npm;
use crate::output;

const PACKAGE: &str = "@stoplight/prism-cli";

/// Pinned: another version may answer otherwise, and that is to be seen.
pub(crate) const VERSION: &str = "5.16.0";

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(60);

/// It runs until this is dropped.
pub(crate) struct Prism {
    child: Child,
    port: u16,
}

impl Prism {
    /// Installs it into the folder where it is not there, and starts it with a document.
    pub(crate) fn start(folder: &Path, document: &Path) -> anyhow::Result<Self> {
        if let Some(tool) = npm::missing_tool() {
            bail!("prism needs Node.js with npm, and `{tool}` cannot be started");
        }
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
        let folder = folder
            .canonicalize()
            .with_context(|| format!("cannot read `{}`", folder.display()))?;
        npm::install(&folder, PACKAGE, VERSION)?;
        let log = folder.join("prism.log");
        let port = free_port()?;
        let mut server = Self {
            child: command(&folder, document, &log, port)?
                .spawn()
                .context("cannot start `node`")?,
            port,
        };
        server.wait_until_it_listens(port, &log)?;
        Ok(server)
    }

    /// The port of 127.0.0.1 that it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_it_listens(&mut self, port: u16, log: &Path) -> anyhow::Result<()> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().context("cannot wait for prism")? {
                output::tell(fs::read_to_string(log).unwrap_or_default().trim_end());
                bail!("prism ended before it listened: {status}");
            }
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        output::tell(fs::read_to_string(log).unwrap_or_default().trim_end());
        bail!("prism does not listen after {} s", PATIENCE.as_secs());
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself, which the requests have then told of.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Node itself, so that what is ended is the server and not a script around it.
fn command(folder: &Path, document: &Path, log: &Path, port: u16) -> anyhow::Result<Command> {
    let log = File::create(log).with_context(|| format!("cannot write `{}`", log.display()))?;
    let program: PathBuf = [
        folder.as_os_str(),
        "node_modules".as_ref(),
        PACKAGE.as_ref(),
    ]
    .iter()
    .collect();
    let mut command = Command::new("node");
    command
        .current_dir(folder)
        .arg(program.join("dist").join("index.js"))
        .arg("mock")
        .arg(document)
        .args(["--host", "127.0.0.1", "--port", &port.to_string()])
        // In production it would start a second process.
        .env_remove("NODE_ENV")
        .stdin(Stdio::null())
        .stderr(log.try_clone().context("cannot write prism's words")?)
        .stdout(log);
    Ok(command)
}

/// A port that nobody listens on. Prism takes no 0 for one.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("there is no free port")?;
    Ok(listener
        .local_addr()
        .context("a port has no number")?
        .port())
}
