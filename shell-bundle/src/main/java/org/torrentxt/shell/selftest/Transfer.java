package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Units;

/** The steps of a transfer from one session to the other. */
final class Transfer {
    private final TorrentSession seeder;
    private final TorrentSession leecher;
    private final EventLog events;
    private final Steps steps;
    private final Duration limit;

    /**
     * A transfer.
     *
     * @param seeder session that provides the content
     * @param leecher session that downloads it
     * @param events events of the leecher
     * @param steps prints the results of the steps
     * @param limit time limit of each step
     */
    Transfer(TorrentSession seeder, TorrentSession leecher, EventLog events, Steps steps, Duration limit) {
        this.seeder = seeder;
        this.leecher = leecher;
        this.events = events;
        this.steps = steps;
        this.limit = limit;
    }

    /** Runs the steps with content of that size in that folder. */
    void run(TorrentCreator creator, Path folder, long size) throws Exception {
        Content content = steps.run("write " + Units.size(size) + " of content", () -> Content.write(folder, size));
        CreatedTorrent created =
                steps.run("create a torrent of " + content.numFiles() + " files", () -> create(creator, folder));
        Torrent seeding = steps.run("seed it", () -> seed(created));
        Torrent fetched = steps.run("add its magnet link to the other session", () -> fetch(created));
        steps.run("download it", () -> events.await(AlertType.TORRENT_FINISHED, limit));
        steps.run(
                "receive its events in order",
                () -> events.checkOrder(
                        AlertType.TORRENT_ADDED, AlertType.METADATA_RECEIVED, AlertType.TORRENT_FINISHED));
        Path copy = savePath(fetched).resolve(created.name());
        steps.run("compare SHA-256 of all files", () -> content.compare(copy));
        steps.run("remove torrents with files", () -> remove(seeding, fetched, copy));
    }

    private CreatedTorrent create(TorrentCreator creator, Path folder) throws Exception {
        CompletableFuture<CreatedTorrent> result =
                creator.create(CreateTorrent.of(folder).build());
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            result.cancel(true);
        }
    }

    private Torrent seed(CreatedTorrent created) {
        return seeder.add(created.seed().started().build()).torrent();
    }

    private Torrent fetch(CreatedTorrent created) throws IOException {
        Endpoint peer = seeder.listenEndpoints().stream()
                .findFirst()
                .orElseThrow(() -> new IOException("session " + seeder.name() + " has no open port"));
        return leecher.add(AddTorrent.magnet(created.magnetUri())
                        .peer(peer)
                        .started()
                        .build())
                .torrent();
    }

    private static Path savePath(Torrent torrent) throws IOException {
        return torrent.status()
                .map(TorrentStatus::savePath)
                .orElseThrow(() -> new IOException("torrent " + torrent.id() + " was removed"));
    }

    private void remove(Torrent seeding, Torrent fetched, Path copy) throws Exception {
        fetched.remove(true);
        seeding.remove(true);
        events.await(AlertType.TORRENT_DELETED, limit);
        if (Files.exists(copy)) {
            List<Path> left;
            try (Stream<Path> paths = Files.walk(copy)) {
                left = paths.filter(Files::isRegularFile).toList();
            }
            if (!left.isEmpty()) {
                throw new IOException("files were not deleted: " + left);
            }
        }
    }
}
