package org.torrentxt.impl.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;

/** Has a session that gets another name, or another state folder, keep its torrents, or refuses that. */
final class StateMove {
    private static final Logger LOG = LoggerFactory.getLogger(StateMove.class);

    private StateMove() {}

    /**
     * Checks that a running session can change its name and folder, before it is stopped.
     *
     * @throws TorrentException if the other folder is in use, or cannot be used, or has torrents although the session is
     *     to bring its own
     */
    static void check(EngineOptions before, EngineOptions wanted) {
        Optional<Path> from = folder(before);
        Optional<Path> to = folder(wanted);
        if (to.isEmpty() || isSame(from, to)) {
            return;
        }
        if (!isRenamed(before, wanted)) {
            EngineSession.checkState(wanted);
        } else if (hasTorrents(to.get())) {
            throw TorrentException.invalid("state folder of name '" + wanted.name() + "' already has torrents: "
                    + to.get() + "; move it away, choose another name, or set state.dir");
        }
    }

    private static boolean isSame(Optional<Path> from, Optional<Path> to) {
        try {
            return from.equals(to) || from.isPresent() && Files.isSameFile(from.get(), to.get());
        } catch (IOException e) {
            return false; // one of them does not exist
        }
    }

    // Both are named after the session.
    private static boolean isRenamed(EngineOptions before, EngineOptions wanted) {
        return ofName(before).isPresent()
                && ofName(wanted).isPresent()
                && !ofName(before).equals(ofName(wanted));
    }

    private static boolean hasTorrents(Path folder) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().contains(".resume"));
        } catch (IOException e) {
            return true; // perhaps
        }
    }

    /**
     * Renames the state folder of a stopped session if it is named after the session. One without torrents that has the
     * name is set aside.
     *
     * @return true if it was renamed
     * @throws TorrentException if that fails
     */
    static boolean rename(EngineOptions before, EngineOptions wanted) {
        if (!isRenamed(before, wanted) || !Files.isDirectory(folder(before).orElseThrow())) {
            return false;
        }
        Path from = folder(before).orElseThrow();
        Path to = folder(wanted).orElseThrow();
        try {
            if (Files.exists(to)) {
                Files.move(to, free(to));
            }
            Files.move(from, to);
            return true;
        } catch (IOException e) {
            throw TorrentException.invalid("state folder " + from + " cannot be renamed to " + to + ": " + e
                    + "; rename it, or set state.dir = " + from);
        }
    }

    private static Path free(Path folder) throws IOException {
        for (int i = 1; i <= 1_000; i++) {
            Path aside = folder.resolveSibling(folder.getFileName() + ".former-" + i);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
        throw new IOException("there are already 1000 former folders of " + folder);
    }

    /** Undoes {@link #rename}. */
    static void goBack(EngineOptions wanted, EngineOptions before) {
        try {
            rename(wanted, before);
        } catch (TorrentException e) {
            LOG.error("Session {}: {}", before.name(), e.getMessage());
        }
    }

    private static Optional<Path> folder(EngineOptions options) {
        return options.state().map(EngineOptions.State::folder);
    }

    private static Optional<Path> ofName(EngineOptions options) {
        return folder(options).filter(folder -> folder.equals(SessionOptions.stateFolder(options.name())));
    }
}
