//! HTTPS and HTTP/2 before the simulator, as Telegram has them before its API. Its connections can be ended.

use h2::server::SendResponse;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// How the connections that there are end; new ones are welcome.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// They take no new calls, and answer those under way.
    InOrder,
    /// They are gone at once; what is under way is carried out all the same, and its answers are lost.
    Cut,
    /// They are kept, and say nothing any more.
    Silent,
}

/// The front.
pub struct Front {
    address: SocketAddr,
    authority: PathBuf,
    ends: broadcast::Sender<End>,
    pub seen: Arc<Seen>,
}

/// What the front has seen.
#[derive(Default)]
pub struct Seen {
    /// Connections that carried a call.
    pub connections: AtomicUsize,
    /// Calls under way now, with the poll.
    pub under_way: AtomicUsize,
    /// The most calls that were under way at once, with the poll.
    pub most: AtomicUsize,
}

impl Front {
    /// A front for the simulator at this URL; the authority of its certificate goes to the folder.
    pub async fn new(url: &str, folder: &Path) -> Self {
        let authority = folder.join("authority.pem");
        let acceptor = acceptor(&authority);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("it has an address");
        let (ends, _) = broadcast::channel(8);
        let seen = Arc::<Seen>::default();
        let to = To {
            client: reqwest::Client::builder().no_proxy().build().expect("a client"),
            url: url.to_owned(),
            seen: seen.clone(),
        };
        let told = ends.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(acceptor.clone(), stream, to.clone(), told.subscribe()));
            }
        });
        Self { address, authority, ends, seen }
    }

    /// What the program must know to come here.
    pub fn variables(&self) -> [(&'static str, String); 2] {
        let authority = self.authority.to_str().expect("a plain path").to_owned();
        [("TELOXIDE_API_URL", format!("https://{}", self.address)), ("KARTOTEKA_API_CA", authority)]
    }

    /// Ends the connections that there are.
    pub fn end(&self, how: End) {
        // If there is none, none has to end.
        let _nobody = self.ends.send(how);
    }

    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::Relaxed)
    }
}

/// Where calls are passed on to.
#[derive(Clone)]
struct To {
    client: reqwest::Client,
    url: String,
    seen: Arc<Seen>,
}

async fn serve(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    to: To,
    mut ends: broadcast::Receiver<End>,
) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let Ok(mut connection) = h2::server::handshake(stream).await else { return };
    let mut is_used = false;
    loop {
        tokio::select! {
            call = connection.accept() => {
                let Some(Ok((call, respond))) = call else { return };
                to.seen.connections.fetch_add(usize::from(!is_used), Ordering::Relaxed);
                is_used = true;
                tokio::spawn(to.clone().pass(call, respond));
            }
            Ok(end) = ends.recv() => match end {
                End::InOrder => connection.graceful_shutdown(),
                End::Cut => return,
                End::Silent => return std::future::pending().await,
            },
        }
    }
}

impl To {
    async fn pass(
        self,
        call: http::Request<h2::RecvStream>,
        mut respond: SendResponse<bytes::Bytes>,
    ) {
        let now = self.seen.under_way.fetch_add(1, Ordering::Relaxed) + 1;
        self.seen.most.fetch_max(now, Ordering::Relaxed);
        match self.answer(call).await {
            Some(answer) => {
                let (head, body) = answer.into_parts();
                // Nobody may wait for it any more.
                let sent = respond.send_response(http::Response::from_parts(head, ()), false);
                let _sent = sent.and_then(|mut sent| sent.send_data(body, true));
            }
            None => respond.send_reset(h2::Reason::INTERNAL_ERROR),
        }
        self.seen.under_way.fetch_sub(1, Ordering::Relaxed);
    }

    async fn answer(
        &self,
        call: http::Request<h2::RecvStream>,
    ) -> Option<http::Response<bytes::Bytes>> {
        let (head, mut stream) = call.into_parts();
        let mut body = Vec::new();
        while let Some(part) = stream.data().await {
            let part = part.ok()?;
            stream.flow_control().release_capacity(part.len()).ok()?;
            body.extend_from_slice(&part);
        }
        let url = format!("{}{}", self.url, head.uri.path());
        let mut passed = self.client.request(head.method, url).body(body);
        if let Some(kind) = head.headers.get("content-type") {
            passed = passed.header("content-type", kind);
        }
        let came = passed.send().await.ok()?;
        let mut answer = http::Response::new(bytes::Bytes::new());
        *answer.status_mut() = came.status();
        *answer.body_mut() = came.bytes().await.ok()?;
        Some(answer)
    }
}

/// A certificate for this machine, made anew; its authority is written to `file`.
fn acceptor(file: &Path) -> TlsAcceptor {
    let mut authority = CertificateParams::new(Vec::new()).expect("no name is wrong");
    // Were it called like the certificate that it signs, that would count as self-signed.
    authority.distinguished_name.push(DnType::CommonName, "The front's authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let signed = authority.self_signed(&key).expect("a certificate");
    std::fs::write(file, signed.pem()).expect("the authority is written");
    let issuer = Issuer::new(authority, key);
    let key = KeyPair::generate().expect("a key");
    let own = CertificateParams::new(vec!["127.0.0.1".into()]).expect("an address");
    let own = own.signed_by(&key, &issuer).expect("a certificate");
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let config = ServerConfig::builder().with_no_client_auth();
    let mut config = config.with_single_cert(vec![own.der().clone()], key).expect("they fit");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}
