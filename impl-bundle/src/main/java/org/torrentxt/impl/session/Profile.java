package org.torrentxt.impl.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.torrentxt.api.TorrentException;

/** The tuning of a session: the configuration's {@code profile}. */
enum Profile {
    /** For a server shared with other services. */
    DEFAULT(Map.of()),
    /** Maximum throughput: large buffers, many connections. */
    HIGH_PERFORMANCE(Map.of(
            "connections_limit", 2_000,
            "send_buffer_watermark", 8 * 1024 * 1024,
            "max_queued_disk_bytes", 64 * 1024 * 1024,
            "file_pool_size", 500,
            "aio_threads", 16,
            "checking_mem_usage", 2_048)),
    /** Minimum memory. */
    SMALL(Map.of(
            "connections_limit", 50,
            "alert_queue_size", 2_000,
            "send_buffer_watermark", 64 * 1024,
            "max_out_request_queue", 100,
            "max_queued_disk_bytes", 1024 * 1024,
            "file_pool_size", 10,
            "aio_threads", 2,
            "max_peerlist_size", 200));

    private final Map<String, Object> settings;

    Profile(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** The engine's settings, by libtorrent's names. */
    Map<String, Object> settings() {
        return settings;
    }

    /**
     * The profile with that name.
     *
     * @throws TorrentException if there is none
     */
    static Profile parse(String text) {
        return Arrays.stream(values())
                .filter(profile -> profile.name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(text))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid(
                        "unknown profile '" + text + "': expected default, high-performance or small"));
    }
}
