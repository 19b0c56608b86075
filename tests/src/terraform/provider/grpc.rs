//! gRPC over clear-text HTTP/2 on loopback: how Terraform talks to a provider it did not start.
//!
//! Terraform opens a connection for each configured provider, so what belongs to one configuration
//! (region, default tags) lives in the connection's own `Session`; runs do not disturb one another.

use super::stub::{Session, Stub};
use bytes::{BufMut, Bytes, BytesMut};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

const SERVICE: &str = "/tfplugin6.Provider/";
/// Status of gRPC for a method that the server does not have.
const UNIMPLEMENTED: &str = "12";
/// Schemas are large; a wide window saves round trips.
const WINDOW_BYTES: u32 = 1 << 24;

/// Serves each provider on a port of its own, in a background thread, for the life of the process.
pub(crate) fn serve(stubs: Vec<Arc<Stub>>) -> Vec<(Arc<Stub>, SocketAddr)> {
    let bound: Vec<_> = stubs
        .into_iter()
        .map(|stub| {
            let listener =
                std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port on loopback can be had");
            listener.set_nonblocking(true).expect("a listener can be made non-blocking");
            let address = listener.local_addr().expect("a bound listener has an address");
            (stub, listener, address)
        })
        .collect();
    let served = bound.iter().map(|(stub, _, address)| (Arc::clone(stub), *address)).collect();

    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        runtime.expect("a runtime can be started").block_on(async move {
            for (stub, listener, _) in bound {
                let listener =
                    tokio::net::TcpListener::from_std(listener).expect("the listener can join the runtime");
                tokio::spawn(async move {
                    while let Ok((stream, _)) = listener.accept().await {
                        let _ = stream.set_nodelay(true);
                        tokio::spawn(serve_connection(stream, Arc::new(Session::new(Arc::clone(&stub)))));
                    }
                });
            }
            std::future::pending::<()>().await;
        });
    });
    served
}

async fn serve_connection(stream: tokio::net::TcpStream, session: Arc<Session>) {
    let mut builder = h2::server::Builder::new();
    builder.initial_window_size(WINDOW_BYTES).initial_connection_window_size(WINDOW_BYTES);
    let Ok(mut connection) = builder.handshake::<_, Bytes>(stream).await else { return };
    while let Some(Ok((request, respond))) = connection.accept().await {
        let session = Arc::clone(&session);
        tokio::spawn(async move {
            // When Terraform has gone away there is nobody left to tell.
            let _ = answer(request, respond, &session).await;
        });
    }
}

async fn answer(
    request: http::Request<h2::RecvStream>,
    mut respond: h2::server::SendResponse<Bytes>,
    session: &Session,
) -> Result<(), h2::Error> {
    let path = request.uri().path().to_owned();
    let message = read_message(request.into_body()).await?;
    let headers = http::Response::builder().header("content-type", "application/grpc");

    let method = path.strip_prefix(SERVICE).unwrap_or_default();
    let Some(reply) = session.call(method, &message) else {
        let response = headers.header("grpc-status", UNIMPLEMENTED).body(()).expect("a valid response");
        respond.send_response(response, true)?;
        return Ok(());
    };
    let mut stream = respond.send_response(headers.body(()).expect("a valid response"), false)?;
    let mut frame = BytesMut::with_capacity(reply.len() + 5);
    frame.put_u8(0); // Not compressed.
    frame.put_u32(u32::try_from(reply.len()).expect("a reply is far below 4 GiB"));
    frame.put_slice(&reply);
    stream.send_data(frame.freeze(), false)?;
    let mut trailers = http::HeaderMap::new();
    trailers.insert("grpc-status", http::HeaderValue::from_static("0"));
    stream.send_trailers(trailers)
}

/// Reads the one message of a unary call: a flag, its length, its bytes.
async fn read_message(mut body: h2::RecvStream) -> Result<Vec<u8>, h2::Error> {
    let mut buffer = BytesMut::new();
    while let Some(chunk) = body.data().await {
        let chunk = chunk?;
        body.flow_control().release_capacity(chunk.len())?;
        buffer.put_slice(&chunk);
        if let Some(&[_, a, b, c, d]) = buffer.first_chunk::<5>()
            && buffer.len() >= 5 + u32::from_be_bytes([a, b, c, d]) as usize
        {
            break;
        }
    }
    Ok(buffer.get(5..).unwrap_or_default().to_vec())
}
