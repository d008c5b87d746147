//! The HTTP client below the calls: whom it trusts, and HTTP/2 where the API speaks it, so that many calls share a connection.

use super::Failure;
use reqwest::{Certificate, Client, ClientBuilder, Url};
use std::path::Path;
use std::time::Duration;
use teloxide::net::default_reqwest_settings;

/// The longest that any call may take, a download.
pub(super) const TAKES_MAX: Duration = Duration::from_secs(60);
/// Idle connections that are kept.
const CONNECTIONS_MAX: usize = 64;
/// A shared connection on which nothing came for so long is asked whether it is still there. A call whose time is up takes
/// a connection of its own with it, but not one that it shares: without this the next calls would go the same way.
const ASKED_AFTER: Duration = Duration::from_secs(10);
/// If it says nothing for so long then, the next call opens another.
const SILENT_MAX: Duration = Duration::from_secs(10);

/// Sets up the client. With an `authority`, a file of certificates in PEM, it trusts what these have signed and nothing else.
///
/// # Errors
/// `Failure::Authority` if there is no certificate in the file, `Failure::Client` if the system's TLS cannot be set up.
pub(super) fn client(api_url: &str, authority: Option<&Path>) -> Result<Client, Failure> {
    let mut client = default_reqwest_settings()
        .timeout(TAKES_MAX)
        .pool_max_idle_per_host(CONNECTIONS_MAX)
        .http2_keep_alive_interval(ASKED_AFTER)
        .http2_keep_alive_timeout(SILENT_MAX)
        .http2_keep_alive_while_idle(true);
    // A proxy of the environment must not see what stays on this machine.
    if is_loopback(api_url) {
        client = client.no_proxy();
    }
    if let Some(file) = authority {
        let trusted = certificates(file).ok_or(Failure::Authority)?;
        client = client.tls_built_in_root_certs(false);
        client = trusted.into_iter().fold(client, ClientBuilder::add_root_certificate);
    }
    // What is no certificate inside its PEM is only found here.
    let failure = if authority.is_some() { Failure::Authority } else { Failure::Client };
    client.build().map_err(|_| failure)
}

fn certificates(file: &Path) -> Option<Vec<Certificate>> {
    let found = Certificate::from_pem_bundle(&std::fs::read(file).ok()?).ok()?;
    (!found.is_empty()).then_some(found)
}

fn is_loopback(api_url: &str) -> bool {
    let url = Url::parse(api_url).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.is_some_and(|host| ["127.0.0.1", "localhost", "[::1]"].contains(&host))
}
