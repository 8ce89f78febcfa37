package org.torrentxt.impl.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;

class OpenSocketsTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "0.0.0.0", "::1"})
    void aSocketIsListedAsLongAsItIsOpen(String address) throws IOException {
        Endpoint endpoint;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            endpoint = new Endpoint(socket.getInetAddress(), socket.getLocalPort());
            Endpoint another = new Endpoint(InetAddress.getByName("127.9.9.9"), socket.getLocalPort());
            if (!address.equals("0.0.0.0")) { // Java's is one for both kinds of addresses, the engine's are not
                assertThat(OpenSockets.among(List.of(endpoint, another))).containsExactly(endpoint);
            }
        }
        assertThat(OpenSockets.among(List.of(endpoint))).isEmpty();
    }

    @Test
    void aConnectionIsNoSocketThatListens() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket()) {
            client.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            Endpoint end = new Endpoint(client.getLocalAddress(), client.getLocalPort());
            assertThat(OpenSockets.among(List.of(end))).isEmpty();
        }
    }
}
