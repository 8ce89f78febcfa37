package org.torrentxt.impl.create;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent.Progress;

/** Adds up the progress of the workers and reports it, one call at a time and never decreasing. */
final class ProgressMeter {
    private final Consumer<Progress> listener;
    private final long total;
    private final BooleanSupplier cancelled;
    private long done;

    ProgressMeter(Consumer<Progress> listener, long total, BooleanSupplier cancelled) {
        this.listener = listener;
        this.total = total;
        this.cancelled = cancelled;
    }

    /**
     * Counts bytes and reports the new total.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if the listener fails
     */
    synchronized void add(long bytes) {
        if (cancelled.getAsBoolean()) {
            return;
        }
        done += bytes;
        try {
            listener.accept(new Progress(done, total));
        } catch (RuntimeException e) {
            throw new TorrentException(ErrorCode.GENERIC, "the progress listener failed: " + e, e);
        }
    }
}
