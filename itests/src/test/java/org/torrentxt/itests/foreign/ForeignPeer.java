package org.torrentxt.itests.foreign;

import bt.Bt;
import bt.data.file.FileSystemStorage;
import bt.runtime.BtClient;
import bt.runtime.BtRuntime;
import bt.runtime.Config;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A BitTorrent client that shares no code with ours, on 127.0.0.1 only: no DHT, no local discovery, no peer exchange,
 * no trackers. It runs as a separate process and ends when its standard input is closed.
 */
public final class ForeignPeer {
    private ForeignPeer() {}

    /**
     * Prints {@code listening PORT}, and {@code complete} once it has all pieces.
     *
     * @param arguments {@code download MAGNET FOLDER} or {@code seed TORRENT-FILE FOLDER}
     */
    public static void main(String[] arguments) throws Exception {
        Config config = loopbackConfig();
        BtRuntime runtime = BtRuntime.builder(config)
                .disableLocalServiceDiscovery()
                .disablePeerExchange()
                .build();
        BtClient client = switch (arguments[0]) {
            case "download" ->
                Bt.client(runtime)
                        .storage(new FileSystemStorage(Path.of(arguments[2])))
                        .magnet(arguments[1])
                        .build();
            case "seed" ->
                Bt.client(runtime)
                        .storage(new FileSystemStorage(Path.of(arguments[2])))
                        .torrent(Path.of(arguments[1]).toUri().toURL())
                        .build();
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        client.startAsync(
                state -> {
                    if (state.getPiecesTotal() > 0 && state.getPiecesRemaining() == 0) {
                        System.out.println("complete");
                    }
                },
                100);
        System.out.println("listening " + config.getAcceptorPort());
        while (System.in.read() >= 0) {
            // until the process that started it ends
        }
        runtime.shutdown();
    }

    private static Config loopbackConfig() throws Exception {
        var config = new Config();
        config.setAcceptorAddress(InetAddress.getLoopbackAddress());
        config.setPeerAddress(InetAddress.getLoopbackAddress());
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            config.setAcceptorPort(free.getLocalPort());
        }
        config.setMseDisabled(true);
        config.setPeerDiscoveryInterval(Duration.ofSeconds(1));
        config.setPeerConnectionRetryInterval(Duration.ofSeconds(1));
        return config;
    }
}
