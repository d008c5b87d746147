//! A door between the program and the simulator that can be shut: then nobody listens at the address, as when the network
//! is gone.

use std::sync::Mutex;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// The door.
pub struct Gate {
    to: String,
    address: String,
    open: Mutex<Option<JoinSet<()>>>,
}

impl Gate {
    /// An open door to the simulator at this URL.
    pub async fn new(url: &str) -> Self {
        let to = url.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address").to_string();
        let gate = Self { to, address, open: Mutex::new(None) };
        gate.pass(listener);
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
    pub async fn open(&self) {
        let listener = TcpListener::bind(&self.address).await.expect("the port is still ours");
        self.pass(listener);
    }

    fn pass(&self, listener: TcpListener) {
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
