package org.torrentxt.impl.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.NetworkMode;

/** Random actions on two saved sessions, which transfer torrents to each other. */
final class SoakActions implements AutoCloseable {
    private static final int CONTENTS = 6;
    private static final int MAX_TORRENTS = 40;

    private enum Kind {
        ADD_MAGNET(20),
        ADD_FILE(10),
        TRANSFER(20),
        MOVE(8),
        RENAME(4),
        RECHECK(4),
        CHANGE(20),
        REMOVE(12),
        FILTER(2),
        RESTART(4);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        private static Kind of(Random random) {
            int number = random.nextInt(104);
            for (Kind kind : values()) {
                number -= kind.weight;
                if (number < 0) {
                    return kind;
                }
            }
            throw new AssertionError("more than all weights");
        }
    }

    private final Path folder;
    private final Random random;
    private final List<CreatedTorrent> contents = new ArrayList<>();
    private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);
    private int refused;
    private EngineSession sender;
    private EngineSession receiver;

    SoakActions(Path folder, Random random) throws IOException {
        this.folder = folder;
        this.random = random;
        for (int i = 0; i < CONTENTS; i++) {
            Path content = Content.write(Files.createDirectories(folder.resolve("content" + i)), 100_000 << i);
            contents.add(Content.torrentOf(content, TorrentFormat.values()[i % 3]));
        }
        sender = start("sender");
        receiver = start("receiver");
    }

    private EngineSession start(String name) {
        EngineOptions plain = LocalSession.options(name, folder.resolve("saved by " + name), Map.of());
        EngineOptions.State state = new EngineOptions.State(
                folder.resolve("state of " + name), Duration.ofSeconds(1), Duration.ofSeconds(10));
        EngineOptions options = new EngineOptions(
                name, NetworkMode.LOCAL, false, plain.savePath(), plain.settings(), List.of(), Optional.of(state));
        return EngineSession.start(options, LocalSession.ALL, alert -> {});
    }

    /** Does one; it may be refused, such as a change of a torrent that is just being moved. */
    void next() {
        Kind kind = Kind.of(random);
        try {
            act(kind);
            done.merge(kind, 1, Integer::sum);
        } catch (TorrentException e) {
            refused++;
        }
    }

    private void act(Kind kind) {
        switch (kind) {
            case ADD_MAGNET -> addMagnet();
            case ADD_FILE -> addFile();
            case TRANSFER -> transfer();
            case MOVE ->
                any().filter(this::isOwner)
                        .ifPresent(torrent ->
                                Wait.outcome(torrent.moveStorage(folder.resolve("moved" + random.nextInt(4)))));
            case RENAME ->
                withFiles()
                        .filter(this::isOwner)
                        .ifPresent(torrent -> Wait.outcome(torrent.renameFile(0, "renamed/" + random.nextInt(1_000))));
            case RECHECK -> withFiles().ifPresent(torrent -> Wait.outcome(torrent.recheck()));
            case CHANGE -> any().ifPresent(this::change);
            case REMOVE -> any().ifPresent(torrent -> Wait.outcome(torrent.remove(isOwner(torrent))));
            case FILTER -> {
                session().ipFilter().add(IpFilter.Rule.of("192.0.2.1", "192.0.2.9", random.nextBoolean()));
                session().ipFilter().clear();
            }
            case RESTART -> restart();
        }
    }

    private EngineSession session() {
        return random.nextBoolean() ? sender : receiver;
    }

    private Optional<Torrent> any() {
        List<Torrent> torrents = session().torrents();
        return torrents.isEmpty() ? Optional.empty() : Optional.of(torrents.get(random.nextInt(torrents.size())));
    }

    private Optional<Torrent> withFiles() {
        return any().filter(torrent -> !torrent.files().isEmpty());
    }

    private void addMagnet() {
        byte[] hash = new byte[20];
        random.nextBytes(hash);
        EngineSession session = session();
        if (session.torrentCount() < MAX_TORRENTS) {
            session.add(AddTorrent.infoHash(InfoHash.of(hash))
                    .tracker("http://127.0.0.1:9/announce")
                    .build());
        }
    }

    private CreatedTorrent content() {
        return contents.get(random.nextInt(CONTENTS));
    }

    private void addFile() {
        AddTorrent.Builder request = AddTorrent.torrentBytes(content().content());
        session().add((random.nextBoolean() ? request.paused() : request).build());
    }

    /** Downloads anew; the end of some downloads is not awaited. */
    private void transfer() {
        CreatedTorrent created = content();
        InfoHash hash = created.infoHashes().best().orElseThrow();
        sender.find(hash).ifPresent(former -> Wait.outcome(former.remove(false)));
        sender.add(AddTorrent.torrentBytes(created.content())
                .savePath(created.savePath())
                .seed()
                .started()
                .build());
        receiver.find(hash).ifPresent(former -> Wait.outcome(former.remove(true)));
        Torrent torrent = receiver.add(AddTorrent.magnet(created.magnetUri())
                        .savePath(folder.resolve("received"))
                        .started()
                        .peer(sender.listenEndpoints().get(0))
                        .build())
                .torrent();
        if (random.nextInt(3) > 0) {
            Wait.answer(torrent.whenFinished());
        }
    }

    private void change(Torrent torrent) {
        switch (random.nextInt(6)) {
            case 0 -> torrent.pause();
            case 1 -> torrent.resume();
            case 2 -> torrent.setUploadLimit(random.nextInt(1_000_000));
            case 3 -> torrent.setLabels(Set.of("label" + random.nextInt(10)));
            case 4 -> torrent.moveInQueue(Torrent.QueueMove.TOP);
            default -> {
                if (!torrent.files().isEmpty()) {
                    torrent.setFilePriority(0, new FilePriority(random.nextInt(8)));
                }
            }
        }
    }

    /** False for what the sender has to send again: its files remain as they are. */
    private boolean isOwner(Torrent torrent) {
        return torrent.status()
                .filter(status -> !status.savePath().getFileName().toString().startsWith("content"))
                .isPresent();
    }

    private void restart() {
        if (random.nextBoolean()) {
            sender.close();
            sender = start("sender");
        } else {
            receiver.close();
            receiver = start("receiver");
        }
    }

    /** Removes all torrents, with the files of those that were downloaded. */
    void clear() {
        for (EngineSession session : List.of(sender, receiver)) {
            Wait.answer(session.whenLoaded()); // after a restart, torrents() has only those loaded so far
            for (Torrent torrent : session.torrents()) {
                Wait.outcome(torrent.remove(isOwner(torrent)));
            }
            Wait.until("nothing is left", () -> session.torrentCount() == 0);
        }
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }

    @Override
    public String toString() {
        return "done " + done + ", refused " + refused;
    }
}
