//! A door between the program and the simulator that can be shut: then nobody listens at the address, as when the network
//! is gone.

use std::net::SocketAddr;
use std::sync::Mutex;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// Connections that may wait to be let in.
const BACKLOG: u32 = 128;

/// The door.
pub struct Gate {
    to: String,
    address: SocketAddr,
    /// Listens to nobody: it keeps the port from being given to another while the door is shut.
    _port: TcpSocket,
    open: Mutex<Option<JoinSet<()>>>,
}

impl Gate {
    /// An open door to the simulator at this URL.
    pub fn new(url: &str) -> Self {
        let to = url.trim_start_matches("http://").to_owned();
        let port = bound(SocketAddr::from(([127, 0, 0, 1], 0)));
        let address = port.local_addr().expect("it has an address");
        let gate = Self { to, address, _port: port, open: Mutex::new(None) };
        gate.open();
        gate
    }

    /// The address of this side.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cuts every connection; new ones are refused.
    pub fn shut(&self) {
        *self.open.lock().expect("nobody panics here") = None;
    }

    /// Lets connections through again.
    pub fn open(&self) {
        let listener = bound(self.address).listen(BACKLOG).expect("the port is ours");
        let (to, mut tasks) = (self.to.clone(), JoinSet::new());
        tasks.spawn(async move {
            let mut passing = JoinSet::new();
            while let Ok((mut near, _)) = listener.accept().await {
                let to = to.clone();
                passing.spawn(async move {
                    if let Ok(mut far) = TcpStream::connect(to).await {
                        // Whichever side ends, both do.
                        let _ended = copy_bidirectional(&mut near, &mut far).await;
                    }
                });
            }
        });
        *self.open.lock().expect("nobody panics here") = Some(tasks);
    }
}

fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_reuseaddr(true).expect("a setting of a socket");
    socket.bind(address).expect("the port is free, or ours");
    socket
}
