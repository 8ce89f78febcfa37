package org.torrentxt.impl.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies servers by the certificates of the JDK, of the system, and configured ones. */
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    // where distributions keep the certificates trusted by other programs
    private static final List<Path> SYSTEM =
            List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"), Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    private Certificates() {}

    /**
     * Reads a file of certificates.
     *
     * @param file PEM or DER
     * @throws IOException if it cannot be read, or contains no certificates; the message is for users
     */
    public static Collection<? extends Certificate> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (read.isEmpty()) {
                throw new IOException("no certificates in file " + file);
            }
            return read;
        } catch (CertificateException e) {
            throw new IOException("invalid certificate file: " + file, e);
        }
    }

    /**
     * A factory for TLS sockets.
     *
     * @param own files with additional certificates to trust
     */
    static SSLSocketFactory trusting(List<Path> own) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager x509) {
                    add(store, List.of(x509.getAcceptedIssuers()));
                }
            }
            for (Path file : SYSTEM) {
                addSystem(store, file);
            }
            for (Path file : own) {
                add(store, read(file));
            }
            return factory(managers(store));
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available in this JVM: " + e.getMessage(), e);
        }
    }

    private static void addSystem(KeyStore store, Path file) throws GeneralSecurityException {
        try {
            if (Files.isReadable(file)) {
                add(store, read(file));
            }
        } catch (IOException e) {
            LOG.debug("Cannot use the system's certificates", e); // those of the JDK are used
        }
    }

    private static void add(KeyStore store, Collection<? extends Certificate> certificates)
            throws GeneralSecurityException {
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("c" + store.size(), certificate);
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLSocketFactory factory(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context.getSocketFactory();
    }

    /** A factory for TLS sockets that accept any certificate. */
    static SSLSocketFactory trustingAll() throws IOException {
        try {
            return factory(new TrustsAll());
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available in this JVM: " + e.getMessage(), e);
        }
    }

    /** The reason why a server was not trusted, or why TLS failed otherwise, in words. */
    static RefusedException failure(SSLException failure, String host) {
        Optional<CertificateException> problem = cause(failure, CertificateException.class);
        if (problem.isEmpty() && cause(failure, GeneralSecurityException.class).isEmpty()) {
            return new RefusedException("TLS failed: " + failure.getMessage(), failure);
        }
        return new RefusedException("certificate verify failed: " + problem(failure, host), failure);
    }

    private static String problem(SSLException failure, String host) {
        Optional<CertificateExpiredException> expired = cause(failure, CertificateExpiredException.class);
        if (expired.isPresent()) {
            return "the certificate of " + host + " has expired ("
                    + expired.get().getMessage() + ")";
        }
        if (cause(failure, CertificateNotYetValidException.class).isPresent()) {
            return "the certificate of " + host + " is not valid yet; check the clock of this machine";
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
            return "the certificate is not for host " + host;
        }
        if (message.contains("unable to find valid certification path")) {
            return "the certificate of " + host + " is self-signed or issued by an unknown authority; to trust it,"
                    + " add it to tls.trust.certificates";
        }
        return message;
    }

    private static <T> Optional<T> cause(Throwable failure, Class<T> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** Used with {@code validate_https_trackers=false}: verification is disabled in the session's configuration. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
