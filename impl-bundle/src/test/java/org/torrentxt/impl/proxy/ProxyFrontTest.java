package org.torrentxt.impl.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalProxy;
import org.torrentxt.impl.proxy.UpstreamProxy.Type;

/**
 * What the front of a proxy does with many connections, much to pass on, and proxies that do not do what they should.
 */
class ProxyFrontTest {
    private static final int MILLIS = 30_000;

    @RegisterExtension
    final Sessions opened = new Sessions();

    private final List<String> problems = new CopyOnWriteArrayList<>();
    private ProxyFront front;
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        front = opened.use(ProxyFront.open("test", here, address -> false, problems::add));
        server = opened.use(new ServerSocket(0, 500, here));
    }

    /** A client of the front, which the front connects through that proxy. */
    private UpstreamProxy clientOf(Type type, Type upstream, int port) {
        Admission admission = front.admit(new UpstreamProxy(upstream, "127.0.0.1", port, "", "", true));
        return new UpstreamProxy(
                type, "127.0.0.1", front.address().getPort(), admission.user(), admission.password(), true);
    }

    private Destination destination() {
        return Destination.of("somewhere.example", server.getLocalPort());
    }

    @ParameterizedTest
    @EnumSource(
            value = Type.class,
            names = {"SOCKS5", "HTTP"})
    void allIsPassedOnInBothDirectionsHoweverSlowlyItIsTaken(Type type) throws IOException {
        LocalProxy proxy = opened.use(LocalProxy.start(LocalProxy.SOCKS5));
        byte[] content = new byte[5_000_000];
        new Random(1).nextBytes(content);
        try (Socket client = clientOf(type, Type.SOCKS5, proxy.port()).connect(destination(), MILLIS, MILLIS);
                Socket accepted = server.accept()) {
            CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(accepted));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client, content));
            byte[] back = new byte[content.length];
            for (int at = 0; at < back.length; ) {
                int count = client.getInputStream().read(back, at, Math.min(1_000, back.length - at));
                assertThat(count).as("bytes after %d", at).isPositive();
                at += count;
            }
            assertThat(back).isEqualTo(content);
            assertThat(client.getInputStream().read()).isNegative(); // as the end is passed on, too
            assertThat(CompletableFuture.allOf(echo, sent)).succeedsWithin(java.time.Duration.ofMillis(MILLIS));
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(Socket socket, byte[] content) {
        try {
            socket.getOutputStream().write(content);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void manyAreConnectedAtOnceByOneThread() throws IOException {
        LocalProxy proxy = opened.use(LocalProxy.start(LocalProxy.HTTP));
        UpstreamProxy client = clientOf(Type.SOCKS5, Type.HTTP, proxy.port());
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(opened.use(client.connect(destination(), MILLIS, MILLIS)));
        }
        for (Socket each : clients) {
            Socket accepted = opened.use(server.accept());
            accepted.getOutputStream().write(7);
            each.getOutputStream().write(8);
            assertThat(accepted.getInputStream().read()).isEqualTo(8);
        }
        for (Socket each : clients) {
            assertThat(each.getInputStream().read()).isEqualTo(7);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("torrentxt-test-proxy"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage that is no answer of any proxy at all\r\n\r\n", "HTTP/1.1 200", "\5", "\5\0\5"})
    void whatIsNoProxyIsNamed(String answer) throws IOException {
        for (Type type : Type.values()) {
            CompletableFuture.runAsync(() -> answerOnce(answer));
            UpstreamProxy client = clientOf(Type.SOCKS5, type, server.getLocalPort());
            Destination literal = Destination.of("127.0.0.1", 9);
            assertThatThrownBy(() -> client.connect(literal, MILLIS, MILLIS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot connect to 127.0.0.1:9");
        }
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem)
                        .startsWith("proxy 127.0.0.1:" + server.getLocalPort() + ": does not speak "));
    }

    private void answerOnce(String answer) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aProxyThatRelaysNoDatagramsIsNamedOnceAndAskedAgain() throws IOException {
        LocalProxy proxy = opened.use(LocalProxy.startWithoutDatagrams());
        UpstreamProxy client = clientOf(Type.SOCKS5, Type.SOCKS5, proxy.port());
        for (int i = 0; i < 3; i++) {
            assertThat(associate(client))
                    .as("no status, after which the engine would not ask again")
                    .isEmpty();
            client.connect(destination(), MILLIS, MILLIS).close();
        }
        assertThat(problems)
                .containsExactly("proxy 127.0.0.1:" + proxy.port() + ": relays no datagrams, so that UDP trackers, DHT"
                        + " and uTP do not work: command not supported");
        assertThat(front.problem()).isEqualTo(problems.get(0));
        assertThat(proxy.asked()).filteredOn("ASSOCIATE"::equals).hasSize(3);
    }

    // what the front answers to the request, as the engine sends it
    private byte[] associate(UpstreamProxy client) throws IOException {
        try (Socket socket =
                new Socket(front.address().getAddress(), front.address().getPort())) {
            socket.setSoTimeout(MILLIS);
            String user = client.user();
            String password = client.password();
            String greeting = "\5\1\2\1" + (char) user.length() + user + (char) password.length() + password;
            socket.getOutputStream().write((greeting + "\5\3\0\1\0\0\0\0\0\0").getBytes(ISO_8859_1));
            assertThat(socket.getInputStream().readNBytes(4)).containsExactly(5, 2, 1, 0);
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void anUnknownProxyNameIsNamed() {
        Admission admission = front.admit(new UpstreamProxy(Type.SOCKS5, "", 1_080, "", "", true));
        UpstreamProxy client = new UpstreamProxy(
                Type.HTTP, "127.0.0.1", front.address().getPort(), admission.user(), admission.password(), true);
        assertThatThrownBy(() -> client.connect(destination(), MILLIS, MILLIS)).hasMessageContaining("502");
        Wait.until("it is told", () -> !problems.isEmpty());
        assertThat(problems).containsExactly("proxy :1080: no host; set proxy_hostname");
        assertThat(front.problem()).isEqualTo(problems.get(0));
    }

    @Test
    void whoWasAdmittedToTheFormerProxyIsNot() throws IOException {
        LocalProxy proxy = opened.use(LocalProxy.start(LocalProxy.SOCKS5));
        UpstreamProxy former = clientOf(Type.HTTP, Type.SOCKS5, proxy.port());
        assertThat(Optional.of(front.admit(new UpstreamProxy(Type.SOCKS5, "127.0.0.1", proxy.port(), "", "", true)))
                        .map(Admission::password))
                .contains(former.password());
        clientOf(Type.HTTP, Type.SOCKS4, proxy.port());
        assertThatThrownBy(() -> former.connect(destination(), MILLIS, MILLIS))
                .hasMessageContaining("authentication failed");
        front.admitNobody();
        assertThat(new InetSocketAddress("127.0.0.1", front.address().getPort()))
                .isEqualTo(front.address());
        assertThatThrownBy(() -> former.connect(destination(), MILLIS, MILLIS))
                .hasMessageContaining("authentication failed");
        assertThat(proxy.asked()).isEmpty();
    }
}
