//! HTTPS as Telegram has it: a certificate that is made anew each time, and HTTP/2 for whom it is good enough.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// What the server speaks, as ALPN names it; the first that the other side knows.
pub const H2: &[u8] = b"h2";
const HTTP_1: &[u8] = b"http/1.1";

/// A server for this machine, whose authority is written to `file` in PEM.
pub fn acceptor(file: &Path) -> io::Result<TlsAcceptor> {
    let mut authority = CertificateParams::new(Vec::new()).map_err(io::Error::other)?;
    // Were it called like the certificate that it signs, that would count as self-signed.
    authority.distinguished_name.push(DnType::CommonName, "The bench's authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().map_err(io::Error::other)?;
    let signed = authority.self_signed(&key).map_err(io::Error::other)?;
    std::fs::write(file, signed.pem())?;
    let issuer = Issuer::new(authority, key);
    let key = KeyPair::generate().map_err(io::Error::other)?;
    let own = CertificateParams::new(vec!["127.0.0.1".into()]).map_err(io::Error::other)?;
    let own = own.signed_by(&key, &issuer).map_err(io::Error::other)?;
    let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(io::Error::other)?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], key)
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![H2.to_vec(), HTTP_1.to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// A client of that server, over HTTP/1.1.
pub fn connector(file: &Path) -> io::Result<TlsConnector> {
    let authority = CertificateDer::from_pem_file(file).map_err(io::Error::other)?;
    let mut trusted = RootCertStore::empty();
    trusted.add(authority).map_err(io::Error::other)?;
    let config = ClientConfig::builder().with_root_certificates(trusted).with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// The server's name in its certificate.
pub fn server() -> ServerName<'static> {
    ServerName::IpAddress(Ipv4Addr::LOCALHOST.into())
}
