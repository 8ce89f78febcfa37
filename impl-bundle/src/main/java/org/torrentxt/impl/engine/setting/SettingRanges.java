package org.torrentxt.impl.engine.setting;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The valid ranges of the engine's numeric settings. The engine does not check them: some values crash it, others are
 * silently replaced. Counts, sizes, rates and times are not negative, with exceptions listed here; -1 means no limit
 * where libtorrent documents it.
 */
final class SettingRanges {
    /** A range from the lowest to the highest value, inclusive. */
    record Range(long min, long max) {
        boolean contains(long number) {
            return min <= number && number <= max;
        }
    }

    private static final Range COUNT = new Range(0, Integer.MAX_VALUE);
    private static final Range POSITIVE = new Range(1, Integer.MAX_VALUE);
    private static final Range COUNT_OR_NO_LIMIT = new Range(-1, Integer.MAX_VALUE);
    private static final Range PORT = new Range(0, 65_535);
    private static final Range PERCENT = new Range(0, 100);

    private static final long MOST_CONNECTIONS = 0xffffff; // the engine multiplies it

    private static final Map<String, Range> RANGES = new TreeMap<>();

    static {
        all(
                COUNT_OR_NO_LIMIT,
                Set.of(
                        "active_checking",
                        "active_dht_limit",
                        "active_downloads",
                        "active_limit",
                        "active_lsd_limit",
                        "active_seeds",
                        "active_tracker_limit",
                        "unchoke_slots_limit"));
        // intervals and timeouts that would always have expired, divisors, and queues that would always be full
        all(
                POSITIVE,
                Set.of(
                        "auto_manage_interval",
                        "auto_scrape_interval",
                        "checking_mem_usage",
                        "dht_max_dht_items",
                        "dht_search_branching",
                        "handshake_timeout",
                        "max_allowed_in_request_queue",
                        "max_concurrent_http_announces",
                        "max_failcount",
                        "max_out_request_queue",
                        "max_queued_disk_bytes",
                        "optimistic_unchoke_interval",
                        "peer_connect_timeout",
                        "peer_timeout",
                        "peer_turnover_interval",
                        "piece_timeout",
                        "request_timeout",
                        "unchoke_interval",
                        "urlseed_max_request_bytes",
                        "urlseed_pipeline_size",
                        "urlseed_timeout",
                        "utp_connect_timeout",
                        "utp_min_timeout"));
        all(PORT, Set.of("outgoing_port", "num_outgoing_ports", "proxy_port", "i2p_port"));
        all(PERCENT, Set.of("peer_turnover", "peer_turnover_cutoff", "utp_loss_multiplier"));
        // values stored in few bits, and sizes of pools
        all(new Range(1, 256), Set.of("aio_threads", "hashing_threads"));
        all(new Range(1, 1 << 30), Set.of("max_metadata_size", "max_piece_count"));
        RANGES.put("peer_dscp", new Range(0, 63));
        RANGES.put("torrent_connect_boost", new Range(0, 255));
        RANGES.put("connections_limit", new Range(2, MOST_CONNECTIONS));
        RANGES.put("alert_queue_size", new Range(100, 10_000_000));
        RANGES.put("file_pool_size", new Range(1, 1_000_000));
        RANGES.put("tick_interval", new Range(1, 10_000));
        RANGES.put("listen_queue_size", new Range(1, 65_535));
        RANGES.put("dht_upload_rate_limit", new Range(1, Integer.MAX_VALUE / 3)); // the engine triples it
        // choices by number
        all(
                new Range(0, 2),
                Set.of(
                        "choking_algorithm",
                        "seed_choking_algorithm",
                        "disk_io_read_mode",
                        "disk_io_write_mode",
                        "in_enc_policy",
                        "out_enc_policy"));
        all(new Range(0, 1), Set.of("suggest_mode", "mixed_mode_algorithm"));
        RANGES.put("proxy_type", new Range(0, 6));
        RANGES.put("allowed_enc_level", new Range(1, 3));
    }

    private SettingRanges() {}

    private static void all(Range range, Set<String> names) {
        names.forEach(name -> RANGES.put(name, range));
    }

    /** The range of the setting with that name, of type INT. */
    static Range of(String name) {
        return RANGES.getOrDefault(name, COUNT);
    }

    /** The number that means no limit for that setting; empty if there is none. */
    static OptionalLong noLimit(String name) {
        if (name.equals("connections_limit")) {
            return OptionalLong.of(MOST_CONNECTIONS);
        }
        if (of(name).equals(COUNT_OR_NO_LIMIT)) {
            return OptionalLong.of(-1);
        }
        return name.equals("download_rate_limit") || name.equals("upload_rate_limit")
                ? OptionalLong.of(0)
                : OptionalLong.empty();
    }
}
