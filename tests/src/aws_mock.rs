//! As much of AWS as Terraform's S3 backend asks for: objects, lock items and the caller's account, on loopback.
//!
//! Objects are files under the mock's folder, `BUCKET/KEY`, so that a test sees and plants them. Buckets are
//! folders there: whoever tests the making of a bucket makes the folder.

use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The account that every credential belongs to.
pub const ACCOUNT: &str = "111122223333";

/// A running mock; it ends with the process.
pub struct AwsMock {
    folder: PathBuf,
    address: SocketAddr,
}

#[derive(Default)]
struct State {
    locks: BTreeMap<String, Json>,
}

struct Request {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

struct Response {
    status: u16,
    content_type: &'static str,
    body: Vec<u8>,
}

impl AwsMock {
    /// Serves a folder.
    ///
    /// # Panics
    /// When no port of loopback can be had.
    #[must_use]
    pub fn serve(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of loopback");
        let address = listener.local_addr().expect("an address");
        let mock = Self { folder: folder.to_owned(), address };
        let state = Arc::new(Mutex::new(State::default()));
        let folder = mock.folder.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, state) = (folder.clone(), Arc::clone(&state));
                std::thread::spawn(move || {
                    let _ = converse(&stream, &folder, &state);
                });
            }
        });
        mock
    }

    /// What clients set to reach the mock, and nothing else of AWS.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let url = format!("http://{}", self.address);
        vec![
            ("AWS_ENDPOINT_URL", url),
            ("AWS_S3_USE_PATH_STYLE", "true".to_owned()),
            ("AWS_ACCESS_KEY_ID", "testing".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "testing".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("AWS_CONFIG_FILE", "/nonexistent".to_owned()),
            ("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent".to_owned()),
        ]
    }
}

fn converse(stream: &TcpStream, folder: &Path, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(request) = read(&mut reader)? {
        let response = answer(&request, folder, &mut state.lock().expect("no panic while locked"));
        let mut out = stream;
        let length = response.body.len();
        write!(
            out,
            "HTTP/1.1 {} -\r\nContent-Type: {}\r\nContent-Length: {length}\r\n\r\n",
            response.status, response.content_type
        )?;
        if request.method != "HEAD" {
            out.write_all(&response.body)?;
        }
        out.flush()?;
    }
    Ok(())
}

fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.insert(name.to_ascii_lowercase(), value.trim().to_owned()),
            None => break,
        };
    }
    if headers.get("expect").is_some_and(|e| e.eq_ignore_ascii_case("100-continue")) {
        reader.get_mut().write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let length = headers.get("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    if headers.get("x-amz-content-sha256").is_some_and(|kind| kind.starts_with("STREAMING")) {
        body = unchunked(&body);
    }
    let path = target.split('?').next().unwrap_or_default().to_owned();
    Ok(Some(Request { method, path, headers, body }))
}

/// The content of a body in `aws-chunked` encoding.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    let mut rest = body;
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let header = String::from_utf8_lossy(&rest[..end]).into_owned();
        let size = usize::from_str_radix(header.split(';').next().unwrap_or_default(), 16).unwrap_or(0);
        let start = end + 2;
        if size == 0 || start + size + 2 > rest.len() {
            break;
        }
        content.extend_from_slice(&rest[start..start + size]);
        rest = &rest[start + size + 2..];
    }
    content
}

fn answer(request: &Request, folder: &Path, state: &mut State) -> Response {
    if let Some(target) = request.headers.get("x-amz-target") {
        return lock(target.rsplit('.').next().unwrap_or_default(), &request.body, state);
    }
    if request.path == "/" && request.method == "POST" {
        return xml(
            200,
            &format!(
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
                 <Arn>arn:aws:iam::{ACCOUNT}:user/tester</Arn><UserId>A</UserId><Account>{ACCOUNT}</Account>\
                 </GetCallerIdentityResult></GetCallerIdentityResponse>"
            ),
        );
    }
    let (bucket, key) = request
        .path
        .trim_start_matches('/')
        .split_once('/')
        .unwrap_or((request.path.trim_start_matches('/'), ""));
    let bucket = folder.join(bucket);
    if key.contains("..") || !bucket.is_dir() {
        return error(404, "NoSuchBucket");
    }
    if key.is_empty() {
        return list(&bucket);
    }
    object(request, &bucket.join(key.replace("%3A", ":")))
}

fn object(request: &Request, file: &Path) -> Response {
    match request.method.as_str() {
        "PUT" if request.headers.contains_key("if-none-match") && file.exists() => {
            error(412, "PreconditionFailed")
        }
        "PUT" => {
            let made = file.parent().is_some_and(|parent| std::fs::create_dir_all(parent).is_ok());
            match made && std::fs::write(file, &request.body).is_ok() {
                true => xml(200, ""),
                false => error(500, "InternalError"),
            }
        }
        "GET" | "HEAD" => match std::fs::read(file) {
            Ok(body) => Response { status: 200, content_type: "application/json", body },
            Err(_) => error(404, "NoSuchKey"),
        },
        "DELETE" => {
            let _ = std::fs::remove_file(file);
            Response { status: 204, content_type: "application/xml", body: Vec::new() }
        }
        _ => error(405, "MethodNotAllowed"),
    }
}

/// Workspaces are looked for under a prefix of their own, which stays empty here.
fn list(bucket: &Path) -> Response {
    let name = bucket.file_name().unwrap_or_default().to_string_lossy().into_owned();
    xml(
        200,
        &format!(
            "<ListBucketResult><Name>{name}</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>"
        ),
    )
}

/// The three calls of a DynamoDB lock.
fn lock(call: &str, body: &[u8], state: &mut State) -> Response {
    let request: Json = serde_json::from_slice(body).unwrap_or_default();
    let holder = if call == "PutItem" { &request["Item"] } else { &request["Key"] };
    let id = format!("{}/{}", request["TableName"], holder["LockID"]["S"]);
    let conditional = request["ConditionExpression"].is_string();
    match call {
        "PutItem" if conditional && state.locks.contains_key(&id) => amz_json(
            400,
            &json!({ "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException" }),
        ),
        "PutItem" => {
            state.locks.insert(id, request["Item"].clone());
            amz_json(200, &json!({}))
        }
        "GetItem" => match state.locks.get(&id) {
            Some(item) => amz_json(200, &json!({ "Item": item })),
            None => amz_json(200, &json!({})),
        },
        "DeleteItem" => {
            state.locks.remove(&id);
            amz_json(200, &json!({}))
        }
        _ => {
            amz_json(400, &json!({ "__type": "com.amazonaws.dynamodb.v20120810#UnknownOperationException" }))
        }
    }
}

fn amz_json(status: u16, body: &Json) -> Response {
    Response { status, content_type: "application/x-amz-json-1.0", body: body.to_string().into_bytes() }
}

fn xml(status: u16, body: &str) -> Response {
    Response { status, content_type: "application/xml", body: body.as_bytes().to_vec() }
}

fn error(status: u16, code: &str) -> Response {
    xml(status, &format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>"))
}
