//! Opens the file, and refuses what is not ours before anything is touched.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use crate::{
    error::StoreError,
    schema::{self, APPLICATION_ID, VERSION},
};

/// How long a connection waits for another one that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of a page: chunks are about twice as long, and larger pages cost more at small changes.
const PAGE_SIZE: i64 = 8192;

/// Prepared statements kept per connection; there are about thirty different ones.
const STATEMENTS_MAX: usize = 64;

/// What stands at the beginning of every `SQLite` file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Where the size of a page stands in the file, as two bytes with the highest first.
const PAGE_SIZE_AT: usize = 16;

/// Where the application id stands in the file, as four bytes with the highest first.
const APPLICATION_ID_AT: usize = 68;

/// Bytes before the first table.
const HEADER_SIZE: usize = 100;

/// Opens for writing; makes the file if there is none, brings an old one to the present schema.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let fresh = !holds_store(path)?;
    match try_open_writer(path, fresh) {
        // Locked: another process is making it at this moment.
        Err(error) if fresh && !matches!(error, StoreError::Locked) => {
            remove_if_empty(path);
            Err(error)
        }
        result => result,
    }
}

/// Opens, migrates and sets up a file that is ours or empty.
fn try_open_writer(path: &Path, fresh: bool) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, fresh);
    let opening = |error| StoreError::opening(path, error);
    let mut connection = Connection::open_with_flags(path, flags).map_err(opening)?;
    set_up(&connection).map_err(opening)?;
    if connection.is_readonly(rusqlite::MAIN_DB).map_err(opening)? {
        return Err(StoreError::ReadOnly(format!("no right to write `{}`", path.display())));
    }
    if fresh {
        connection.pragma_update(None, "page_size", PAGE_SIZE).map_err(opening)?;
    }
    let found = schema::version(&connection).map_err(opening)?;
    if found > VERSION {
        return Err(newer(path, found));
    }
    if found < VERSION {
        schema::migrate(&mut connection).map_err(opening)?;
    }
    // After the schema, so that the file itself says whose it is before anything stands beside it.
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))
        .map_err(opening)?;
    if mode != "wal" {
        let reason = "its file system does not let readers work beside a writer";
        return Err(StoreError::open(path, reason));
    }
    connection.pragma_update(None, "synchronous", "NORMAL").map_err(opening)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(opening)?;
    Ok(connection)
}

/// Opens for reading only.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    if !holds_store(path)? {
        return Err(StoreError::open(path, "there is no store yet"));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opening = |error| StoreError::opening(path, error);
    let connection = Connection::open_with_flags(path, flags).map_err(opening)?;
    set_up(&connection).map_err(opening)?;
    match schema::version(&connection).map_err(opening)? {
        VERSION => Ok(connection),
        found if found > VERSION => Err(newer(path, found)),
        found => Err(StoreError::Older { path: path.to_owned(), found, known: VERSION }),
    }
}

/// What every connection needs.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // A file from elsewhere must not be able to call functions from its own views and triggers.
    connection.pragma_update(None, "trusted_schema", false)
}

/// A later program wrote the file.
fn newer(path: &Path, found: i64) -> StoreError {
    StoreError::Newer { path: path.to_owned(), found, known: VERSION }
}

/// Whether the file is there and says that it is ours; an empty one counts as not there.
fn holds_store(path: &Path) -> Result<bool, StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return no_file(path),
        Err(error) => return Err(StoreError::unopened(path, &error)),
    };
    let failed = |error| StoreError::unopened(path, &error);
    let length = file.metadata().map_err(failed)?.len();
    let mut header = Vec::with_capacity(HEADER_SIZE);
    file.take(HEADER_SIZE as u64).read_to_end(&mut header).map_err(failed)?;
    if header.is_empty() {
        return Ok(false);
    }
    if !header.starts_with(MAGIC) {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    if header.len() < HEADER_SIZE {
        return Err(StoreError::Damaged(format!("it ends after {} bytes", header.len())));
    }
    if number(&header[APPLICATION_ID_AT..APPLICATION_ID_AT + 4]) != APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    let page_size = number(&header[PAGE_SIZE_AT..PAGE_SIZE_AT + 2]).unsigned_abs();
    // The database itself notices missing pages, but reads half a page as if it were whole. Beside
    // a log, half a page is what a killed process may leave, and the log mends it.
    if length.checked_rem(page_size) != Some(0) && page_size > 1 && !has_log(path) {
        return Err(StoreError::Damaged(format!("its last page is cut off at byte {length}")));
    }
    Ok(true)
}

/// A number with its highest byte first.
fn number(bytes: &[u8]) -> i64 {
    bytes.iter().fold(0, |number, byte| number << 8 | i64::from(*byte))
}

/// Whether there is work beside the file that is not in it yet.
fn has_log(path: &Path) -> bool {
    ["-wal", "-journal"].into_iter().any(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        Path::new(&name).exists()
    })
}

/// There is no file; there must be a directory for it.
fn no_file(path: &Path) -> Result<bool, StoreError> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    match directory {
        Some(directory) if !directory.is_dir() => {
            let reason = format!("there is no directory `{}`", directory.display());
            Err(StoreError::open(path, reason))
        }
        _ => Ok(false),
    }
}

/// Takes back a file that was made but never filled.
fn remove_if_empty(path: &Path) {
    if std::fs::metadata(path).is_ok_and(|file| file.len() == 0) {
        // The error that brought us here is the one to tell.
        let _ = std::fs::remove_file(path);
    }
}
