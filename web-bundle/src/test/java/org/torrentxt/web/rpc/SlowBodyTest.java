package org.torrentxt.web.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.web.RawHttp;
import org.torrentxt.web.WebServer;

/** Clients that have logged in, and send a request byte by byte, each time before the server loses its patience. */
@Timeout(30)
class SlowBodyTest {
    private static final String LOGIN = "Authorization: " + WebServer.basic("viewer");

    private final WebServer server = new WebServer(Map.of());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theyHoldAThreadForALimitedTimeOnly() throws Exception {
        server.rpc("/*", new RpcServlet(server.web(), Duration.ofMillis(200))).start();
        String id = RawHttp.send(server.port(), "GET", "/transmission/rpc", LOGIN)
                .header(SessionId.HEADER)
                .orElseThrow();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.port())) {
            socket.setSoTimeout(20);
            send(
                    socket,
                    "POST /transmission/rpc HTTP/1.1\r\nHost: 127.0.0.1\r\n" + LOGIN + "\r\n" + SessionId.HEADER + ": "
                            + id + "\r\nContent-Length: 1000000\r\n\r\n{");
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));

            assertThat(whileSending(socket, answer)).startsWith("HTTP/1.1 408");
            assertThat(answer.lines()).anyMatch(line -> line.contains("the request took too long"));
        }
    }

    /** Sends a byte now and then, until the first line of the answer is there. */
    private static String whileSending(Socket socket, BufferedReader answer) throws IOException {
        while (true) {
            try {
                return answer.readLine();
            } catch (SocketTimeoutException e) {
                send(socket, " ");
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }
}
