//! The few questions that settings ask of a URL.

use std::net::IpAddr;

/// The host of an `http` or `https` URL without credentials, or nothing.
pub(super) fn http_host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let odd = |c: char| c == '@' || c == '\\' || c.is_whitespace() || c.is_control();
    if url.contains(odd) {
        return None;
    }
    let (host, port) = split_port(authority);
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok());
    (!host.is_empty() && port_fits).then_some(host)
}

/// Whether a host is this machine, by its spelling; no name is looked up.
pub(super) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether a PostgreSQL URL leads to this machine or insists on TLS (R8).
pub(super) fn postgres_is_private(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, _) = split_port(host);
    let mut host = host;
    let mut tls = false;
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match name {
            "sslmode" => tls = matches!(value, "require" | "verify-ca" | "verify-full"),
            "host" | "hostaddr" => host = value,
            _ => {}
        }
    }
    // A path, also written %2F…, is a socket of this machine.
    let socket = host.starts_with('/') || host.to_ascii_lowercase().starts_with("%2f");
    tls || socket || is_loopback(host)
}

/// A host and its port; the colons of a bracketed IPv6 address are the host's.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{http_host, is_loopback, postgres_is_private};

    #[test]
    fn only_this_machine_is_local() {
        let cases = [
            ("http://127.0.0.1:8081", Some(true)),
            ("http://localhost/base", Some(true)),
            ("http://[::1]:80", Some(true)),
            ("https://api.telegram.org", Some(false)),
            ("https://127.0.0.1.example.com", Some(false)),
            ("https://localhost.example.com", Some(false)),
            ("http://127.0.0.1@example.com", None),
            ("http://localhost:port", None),
            ("ftp://localhost", None),
            ("https://", None),
            ("", None),
        ];
        for (url, local) in cases {
            assert_eq!(http_host(url).map(is_loopback), local, "{url}");
        }
    }

    #[test]
    fn a_distant_postgres_needs_tls() {
        let cases = [
            ("postgres://a:b@localhost/x", true),
            ("postgres://a@127.0.0.1:5433/x", true),
            ("postgres://a@%2Frun%2Fpostgresql/x", true),
            ("postgres:///x?host=/run/postgresql", true),
            ("postgres://a@db.example.com/x?sslmode=require", true),
            ("postgres://a@db.example.com/x?sslmode=verify-full", true),
            ("postgres://a@db.example.com/x?sslmode=prefer", false),
            ("postgres://a@localhost/x?host=db.example.com", false),
            ("postgres://a:localhost@db.example.com/x", false),
        ];
        for (url, private) in cases {
            assert_eq!(postgres_is_private(url), private, "{url}");
        }
    }
}
