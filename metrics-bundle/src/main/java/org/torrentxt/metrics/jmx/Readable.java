package org.torrentxt.metrics.jmx;

import java.util.function.Supplier;
import org.torrentxt.api.TorrentException;

/** Failures as every client can read them. */
final class Readable {
    private Readable() {}

    /**
     * What a call returns. Clients do not have the class of our exceptions, and could not read the reason.
     *
     * @throws IllegalStateException instead of a {@link TorrentException}, without a cause for the same reason
     */
    static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (TorrentException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }
}
