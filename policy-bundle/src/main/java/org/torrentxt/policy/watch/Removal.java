package org.torrentxt.policy.watch;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.seed.Seeds;
import org.torrentxt.policy.text.Printable;

/** Removes the torrent of a file that was deleted, unless it is pinned. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private Removal() {}

    static void remove(Torrent torrent, boolean withFiles, Path file) {
        Optional<TorrentStatus> status = torrent.status();
        if (status.isEmpty()) {
            return;
        }
        String name = Printable.of(Seeds.name(status.get()));
        String source = Printable.of(file);
        if (Seeds.isKept(status.get())) {
            LOG.info("Torrent {} '{}' is pinned, and stays although {} was deleted", torrent.id(), name, source);
            return;
        }
        LOG.info(
                "Torrent {} '{}' is removed{}, as {} was deleted",
                torrent.id(),
                name,
                withFiles ? " with its files" : "",
                source);
        try {
            torrent.remove(withFiles).whenComplete((none, failure) -> {
                if (failure != null) {
                    LOG.warn("Torrent {} could not be removed completely: {}", torrent.id(), failure.getMessage());
                }
            });
        } catch (TorrentException e) {
            if (e.code() != ErrorCode.BAD_HANDLE) {
                throw e;
            }
        }
    }
}
