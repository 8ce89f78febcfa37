package org.torrentxt.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KernelTablesTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @Test
    void listeningAndConnectingIsNotConnected() {
        TcpTable table = new TcpTable(HEAD
                + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1\n"
                + "   1: 0100007F:D000 0100007F:1F90 02 00000000:00000000 00:00000000 00000000     0        0 12 1\n");

        assertThat(table.isConnected(8080)).isFalse();
        assertThat(table.inode(8080)).isEmpty();
    }

    @Test
    void aConnectionThatEndedJustNowWasOneWhicheverSideClosedIt() {
        assertThat(new TcpTable(HEAD + "   0: 0100007F:1F90 0100007F:D000 06 0:0 03:0 0 0 0 0 3\n").isConnected(8080))
                .isTrue();
        assertThat(new TcpTable(HEAD + "   0: 0100007F:D000 0100007F:1F90 06 0:0 03:0 0 0 0 0 3\n").isConnected(8080))
                .isTrue();
    }

    @Test
    void theSocketOfAConnectionIsFoundUntilItIsClosed() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            int port = server.socket().getLocalPort();
            String inode;
            Path socket;
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
                client.connect(server.getLocalAddress());
                inode = TcpTable.read().inode(port).orElseThrow();
                socket = Sockets.find(ProcessHandle.current().pid(), inode).orElseThrow();
                assertThat(Sockets.isOpen(socket, inode)).isTrue();
            }
            assertThat(Sockets.isOpen(socket, inode)).isFalse();
        }
    }

    @Test
    void aBusyMachineIsOneWhoseProcessesRan() {
        assertThat(MachineLoad.busy("cpu  1 2 4 800 1600 3200 6400 8 0 0\ncpu0 1 2 4 800 1600 3200 6400 8 0 0\n"))
                .isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void theTimeOfAProcessHasThatOfItsChildren() {
        assertThat(ProcessTime.used("42 (a) b) S 1 42 42 0 -1 4194560 100 200 0 0 1 2 4 8 20 0 30 0 1000"))
                .isEqualTo(Duration.ofMillis(150));
    }
}
