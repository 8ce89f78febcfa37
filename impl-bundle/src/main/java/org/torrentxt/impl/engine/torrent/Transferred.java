package org.torrentxt.impl.engine.torrent;

import java.time.Duration;
import java.util.Optional;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_status;

/**
 * What a torrent has received.
 *
 * @param size of what it has of its selected files, in bytes
 * @param received payload in all its time in bytes, of which the last second may be missing
 * @param time for which it was running, in seconds
 */
public record Transferred(long size, long received, Duration time) {
    /** What a torrent has received until now; empty once it is gone. */
    public static Optional<Transferred> of(EngineTorrent torrent) {
        return torrent.ask(
                handle -> {
                    torrent_status status = handle.status(new status_flags_t());
                    return Optional.of(new Transferred(
                            status.getTotal_wanted_done(),
                            status.getAll_time_download(),
                            Duration.ofMillis(status.get_active_duration())));
                },
                Optional.empty());
    }
}
