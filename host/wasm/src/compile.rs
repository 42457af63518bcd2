//! From component to machine code: in a child process that cannot take the host with it.

use std::{
    ffi::OsString,
    io::{self, Read, Write},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use rustix::process::{Resource, Rlimit, setrlimit};
use wasmtime::Engine;

use crate::{
    Limits,
    config::{Reservation, compiling_engine},
    fault::cause,
    words::sanitise,
};

/// What the parent begins with; another text is another version of this program.
const GREETING: &[u8; 16] = b"tieuchi compile1";
/// Bytes before the component.
const HEAD: usize = GREETING.len() + 8 + 8 + 1;
/// Bytes of a component that a child reads.
const COMPONENT_MAX: u64 = 64 << 20;
/// Bytes of machine code that a parent reads.
pub(crate) const ARTIFACT_MAX: u64 = 256 << 20;
/// Stack for the compiler, which descends as deep as a function nests.
const STACK: usize = 128 << 20;
/// The first byte of an answer that holds machine code.
const DONE: u8 = 0;
/// The first byte of an answer that holds a reason.
const REFUSED: u8 = 1;

/// Where components are compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Compiler {
    /// In this process, without bounds: for components that are trusted.
    #[default]
    InProcess,
    /// In a child process with bounds: a program that calls [`compile_child`].
    Child {
        /// The program.
        program: PathBuf,
        /// What makes it call [`compile_child`].
        args: Vec<OsString>,
    },
}

impl Compiler {
    /// Machine code for an engine of this kind, or one sentence why there is none.
    pub(crate) fn compile(
        &self,
        component: &[u8],
        reservation: Reservation,
        limits: &Limits,
    ) -> Result<Vec<u8>, String> {
        match self {
            Self::InProcess => {
                let engine = compiling_engine(reservation).map_err(|error| cause(&error))?;
                on_deep_stack(&engine, component)
            }
            Self::Child { program, args } => {
                let mut command = Command::new(program);
                command.args(args);
                in_child(command, component, reservation, limits)
            }
        }
    }
}

/// Compiles on a thread whose stack a deep function does not use up; a panic there stays there.
fn on_deep_stack(engine: &Engine, component: &[u8]) -> Result<Vec<u8>, String> {
    let compiled = thread::scope(|scope| {
        let compile = || engine.precompile_component(component);
        let builder = thread::Builder::new().name("plugin-compiler".to_owned()).stack_size(STACK);
        builder.spawn_scoped(scope, compile).map(thread::ScopedJoinHandle::join)
    });
    match compiled {
        Ok(Ok(Ok(artifact))) => Ok(artifact),
        Ok(Ok(Err(error))) => Err(cause(&error)),
        Ok(Err(_)) => Err("the compiler broke".to_owned()),
        Err(error) => Err(format!("there is no thread for the compiler: {error}")),
    }
}

/// Has a child compile, and ends it where it takes too long.
fn in_child(
    mut command: Command,
    component: &[u8],
    reservation: Reservation,
    limits: &Limits,
) -> Result<Vec<u8>, String> {
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child =
        command.spawn().map_err(|error| format!("the compiler cannot be started: {error}"))?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the compiler cannot be spoken to".to_owned());
    };
    let (answered, answer) = mpsc::channel();
    let asked = question(component, reservation, limits);
    // Nobody waits for these two: where the child is ended, their pipes close.
    thread::spawn(move || {
        // A child that ends early reads no more; its answer says why.
        drop(stdin.write_all(&asked));
    });
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.take(ARTIFACT_MAX + 1).read_to_end(&mut bytes);
        drop(answered.send(read.map(|_| bytes)));
    });
    let answer = answer.recv_timeout(limits.compile_time);
    if answer.is_err() {
        drop(child.kill());
    }
    let status = wait(&mut child);
    match answer {
        Err(_) => Err(format!("it took longer than {} s", limits.compile_time.as_secs_f32())),
        Ok(Err(error)) => Err(format!("the compiler cannot be read: {error}")),
        Ok(Ok(bytes)) if bytes.len() as u64 > ARTIFACT_MAX => {
            Err("its machine code is too large".to_owned())
        }
        Ok(Ok(bytes)) => match (bytes.split_first(), status) {
            (Some((&DONE, artifact)), Ok(status)) if status.success() => Ok(artifact.to_vec()),
            (Some((&REFUSED, reason)), _) => Err(sanitise(&String::from_utf8_lossy(reason))),
            (_, status) => Err(ended(status.ok())),
        },
    }
}

/// Waits for a child that has closed its output, and ends it if it stays.
fn wait(child: &mut Child) -> io::Result<ExitStatus> {
    for _ in 0..100 {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(2));
    }
    child.kill()?;
    child.wait()
}

/// Why a child that gave no answer ended.
fn ended(status: Option<ExitStatus>) -> String {
    use std::os::unix::process::ExitStatusExt;
    // Numbers of signals that are the same on every Unix.
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    const OVERSTEPPED: i32 = 11;
    match status.and_then(|status| status.signal()) {
        Some(ABORTED) => "the compiler ran out of memory or of stack".to_owned(),
        Some(OVERSTEPPED) => "the compiler ran out of stack".to_owned(),
        Some(KILLED) => "the compiler was ended by the system".to_owned(),
        Some(signal) => format!("the compiler was ended by signal {signal}"),
        None => "the compiler ended without an answer".to_owned(),
    }
}

/// What a child needs.
fn question(component: &[u8], reservation: Reservation, limits: &Limits) -> Vec<u8> {
    let seconds = limits.compile_time.as_secs().saturating_add(1);
    let mut asked = Vec::with_capacity(HEAD + component.len());
    asked.extend(GREETING);
    asked.extend(limits.compile_memory.to_le_bytes());
    asked.extend(seconds.to_le_bytes());
    asked.push(u8::from(reservation == Reservation::Tight));
    asked.extend(component);
    asked
}

/// The body of a child process that compiles: bounds itself by what `stdin` says, reads the
/// component from there, and writes the machine code or a reason to `stdout`.
///
/// It is for the hidden command that [`Compiler::Child`] names, and bounds the whole process: call
/// it nowhere else.
pub fn compile_child(mut stdin: impl Read, mut stdout: impl Write) -> io::Result<()> {
    let mut greeting = [0; GREETING.len()];
    stdin.read_exact(&mut greeting)?;
    if greeting != *GREETING {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut number = [0; 8];
    stdin.read_exact(&mut number)?;
    bound(Resource::As, u64::from_le_bytes(number))?;
    stdin.read_exact(&mut number)?;
    bound(Resource::Cpu, u64::from_le_bytes(number))?;
    bound(Resource::Core, 0)?;
    let mut tight = [0];
    stdin.read_exact(&mut tight)?;
    let mut component = Vec::new();
    stdin.take(COMPONENT_MAX).read_to_end(&mut component)?;
    let reservation = if tight == [1] { Reservation::Tight } else { Reservation::Roomy };
    let compiled = compiling_engine(reservation)
        .map_err(|error| cause(&error))
        .and_then(|engine| on_deep_stack(&engine, &component));
    match compiled {
        Ok(artifact) => {
            stdout.write_all(&[DONE])?;
            stdout.write_all(&artifact)?;
        }
        Err(reason) => {
            stdout.write_all(&[REFUSED])?;
            stdout.write_all(reason.as_bytes())?;
        }
    }
    stdout.flush()
}

/// Lowers a bound of this process.
fn bound(resource: Resource, to: u64) -> io::Result<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(to), maximum: Some(to) })?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compiler that is a line of shell.
    fn shell(line: &str, limits: &Limits) -> Result<Vec<u8>, String> {
        let args = vec!["-c".into(), line.into()];
        let compiler = Compiler::Child { program: "/bin/sh".into(), args };
        compiler.compile(b"component", Reservation::Roomy, limits)
    }

    #[test]
    fn a_child_that_hangs_is_ended() {
        let limits = Limits::default().with_compile_time(Duration::from_millis(50));
        assert_eq!(shell("exec sleep 60", &limits).unwrap_err(), "it took longer than 0.05 s");
    }

    #[test]
    fn a_childs_end_is_told() {
        let limits = Limits::default();
        let told = |line| shell(line, &limits).unwrap_err();
        assert_eq!(told("exit 3"), "the compiler ended without an answer");
        assert_eq!(told("kill -6 $$"), "the compiler ran out of memory or of stack");
        assert_eq!(told("kill -24 $$"), "the compiler was ended by signal 24");
        assert_eq!(told("printf '\\001no \\033[2J good'"), "no \\u{1b}[2J good");
        // Machine code of a child that broke after all is not used.
        assert!(told("printf '\\000code'; exit 1").contains("without an answer"));
        assert!(told("printf '\\002code'").contains("without an answer"));
        assert_eq!(shell("printf '\\000code'", &limits).unwrap(), b"code");
    }

    #[test]
    fn a_child_is_told_its_bounds_and_the_component() {
        let limits = Limits::default().with_compile_memory(7);
        let echoed = shell("printf '\\000'; cat", &limits).unwrap();
        assert!(echoed.starts_with(GREETING) && echoed.ends_with(b"component"));
        assert_eq!(echoed[16], 7);
        assert_eq!(echoed.len(), HEAD + b"component".len());
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let compiler = Compiler::Child { program: "/nowhere/compiler".into(), args: Vec::new() };
        let told = compiler.compile(b"", Reservation::Roomy, &Limits::default()).unwrap_err();
        assert!(told.starts_with("the compiler cannot be started"), "{told}");
    }

    #[test]
    fn a_child_refuses_what_does_not_greet_it() {
        let mut answer = Vec::new();
        assert!(compile_child(&[0; 64][..], &mut answer).is_err());
        assert!(compile_child(&b"short"[..], &mut answer).is_err());
        assert!(answer.is_empty());
    }
}
