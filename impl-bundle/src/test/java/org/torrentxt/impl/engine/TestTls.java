package org.torrentxt.impl.engine;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of the tests' own, as {@code make-certificates.sh} makes them, and servers that have them. */
final class TestTls {
    private static final char[] PASSWORD = "password".toCharArray();

    private TestTls() {}

    /** The certificate of the authority that signed {@code valid}, {@code expired} and {@code wrong-host}. */
    static Path authority() {
        try {
            return Path.of(TestTls.class.getResource("/tls/ca.pem").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An HTTP server on 127.0.0.1, not started yet.
     *
     * @param certificate the name of its certificate; empty for one without TLS
     */
    static HttpServer server(Optional<String> certificate) throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        if (certificate.isEmpty()) {
            return HttpServer.create(free, 16);
        }
        HttpsServer server = HttpsServer.create(free, 16);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificate.get())));
        return server;
    }

    private static SSLContext context(String certificate) throws IOException {
        try (InputStream file = TestTls.class.getResourceAsStream("/tls/" + certificate + ".p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
