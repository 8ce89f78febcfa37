package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flood, a web page for several clients, judges: what its own API tells after each step. */
@Tag("judge")
class FloodTest {
    @TempDir
    Path folder;

    @TempDir
    Path state;

    @Test
    void seesWhatItHasDone() throws IOException {
        int port = freePort();
        try (Court court = new Court(folder);
                Program flood = start(court, port)) {
            Map<String, Object> seen = Steps.of(Program.run(
                    "node",
                    Program.npm().resolve("flood.mjs").toString(),
                    "http://127.0.0.1:" + port,
                    court.torrentFile().toString(),
                    Court.MAGNET,
                    folder.toString(),
                    court.otherFolder().toString()));
            assertThat(flood.isRunning()).isTrue();
            assertThat(seen)
                    .isEqualTo(Map.ofEntries(
                            Map.entry(
                                    "added",
                                    Map.of(
                                            "percentComplete", 100L,
                                            "directory", folder.toString(),
                                            "tags", List.of("judged"))),
                            Map.entry("magnet", "linked"),
                            Map.entry("stopped", "content"),
                            Map.entry("started", 100L),
                            Map.entry("tags", List.of("one", "two")),
                            Map.entry(
                                    "contents",
                                    List.of(List.of("content/a.mkv", 1L), List.of("content/sub/b.txt", 0L))),
                            Map.entry("limit", 70L * 1024),
                            Map.entry("moved", court.otherFolder().toString()),
                            Map.entry("left", List.of("linked"))));
        }
    }

    private Program start(Court court, int port) {
        return Program.start(
                state,
                Map.of("HOME", state.toString()),
                "node",
                Program.npm().resolve("node_modules/flood/dist/index.js").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "--rundir",
                state.toString(),
                "--auth",
                "none",
                "--trurl",
                "http://127.0.0.1:" + court.port() + "/transmission/rpc",
                "--truser",
                "admin",
                "--trpass",
                "admin");
    }

    // Flood does not tell which one it has chosen
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
