package org.torrentxt.impl.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.impl.engine.EngineOptions;

/** Has a session that gets another name keep its torrents. */
final class StateMove {
    private static final Logger LOG = LoggerFactory.getLogger(StateMove.class);

    private StateMove() {}

    /**
     * Renames the state folder of a stopped session if it is named after the session; never replaces another one.
     *
     * @return true if it was renamed
     */
    static boolean rename(EngineOptions before, EngineOptions wanted) {
        Optional<Path> from = ofName(before);
        Optional<Path> to = ofName(wanted);
        if (from.isEmpty()
                || to.isEmpty()
                || from.equals(to)
                || !Files.isDirectory(from.get())
                || Files.exists(to.get())) {
            return false;
        }
        try {
            Files.move(from.get(), to.get());
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "Session {}: its torrents remain in {}, which could not be renamed to {}: {}",
                    wanted.name(),
                    from.get(),
                    to.get(),
                    e.toString());
            return false;
        }
    }

    private static Optional<Path> ofName(EngineOptions options) {
        return options.state()
                .map(EngineOptions.State::folder)
                .filter(folder -> folder.equals(SessionOptions.stateFolder(options.name())));
    }
}
