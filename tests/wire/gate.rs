//! A door between the program and the simulator that can be shut: then nobody listens at the address, as when the network
//! is gone.

use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

/// Connections that may wait to be let in.
const BACKLOG: u32 = 128;

/// The door.
pub struct Gate {
    to: String,
    address: SocketAddr,
    /// Listens to nobody: it keeps the port from being given to another while the door is shut.
    _port: TcpSocket,
    open: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Gate {
    /// An open door to the simulator at this URL.
    pub fn new(url: &str) -> Self {
        let to = url.trim_start_matches("http://").to_owned();
        let port = bound(SocketAddr::from(([127, 0, 0, 1], 0)));
        let address = port.local_addr().expect("it has an address");
        let mut gate = Self { to, address, _port: port, open: None };
        gate.open();
        gate
    }

    /// The address of this side.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cuts every connection; new ones are refused. Nothing passes any more once it is done.
    pub async fn shut(&mut self) {
        let Some((shut, passing)) = self.open.take() else { return };
        drop(shut);
        passing.await.expect("nobody panics here");
    }

    /// Lets connections through again.
    pub fn open(&mut self) {
        let listener = bound(self.address).listen(BACKLOG).expect("the port is ours");
        let (shut, until) = oneshot::channel();
        let passing = tokio::spawn(pass(listener, self.to.clone(), until));
        self.open = Some((shut, passing));
    }
}

async fn pass(listener: TcpListener, to: String, mut until: oneshot::Receiver<()>) {
    let mut passing = JoinSet::new();
    loop {
        let mut near = tokio::select! {
            _shut = &mut until => break,
            Ok((near, _)) = listener.accept() => near,
        };
        let to = to.clone();
        passing.spawn(async move {
            if let Ok(mut far) = TcpStream::connect(to).await {
                // Whichever side ends, both do.
                let _ended = copy_bidirectional(&mut near, &mut far).await;
            }
        });
    }
    drop(listener);
    passing.shutdown().await;
}

fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_reuseaddr(true).expect("a setting of a socket");
    socket.bind(address).expect("the port is free, or ours");
    socket
}
