package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.dht_routing_bucket;
import org.libtorrent4j.swig.dht_stats_alert;

/**
 * How many nodes there are in all, as far as a routing table tells: its bucket number n has the nodes whose ids share just n bits
 * with ours, and the last one those that share more, so that nodes of the last buckets that amount to a few are multiplied by two
 * to the power of the first of these.
 */
final class DhtSize {
    private static final int ENOUGH = 8;
    private static final int MAX_DEPTH = 40;

    private final Map<String, Long> byAddress = new ConcurrentHashMap<>();

    /** Takes an alert if it tells of a routing table; on the thread that popped it. */
    void accept(int kind, alert raw) {
        if (kind == dht_stats_alert.alert_type) {
            dht_stats_alert stats = alert.cast_to_dht_stats_alert(raw);
            List<Integer> buckets = stats.getRouting_table().stream()
                    .map(dht_routing_bucket::getNum_nodes)
                    .toList();
            byAddress.put(stats.get_local_endpoint().address().to_string(), estimate(buckets));
        }
    }

    /** The largest of the estimates by the addresses that the session listens at; -1 if there is none. */
    long latest() {
        return byAddress.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    }

    /** How many nodes there are, ours included, if the buckets have that many. */
    static long estimate(List<Integer> buckets) {
        long nodes = 0;
        for (int n = buckets.size() - 1; n >= 0; n--) {
            nodes += buckets.get(n);
            if (nodes >= ENOUGH || n == 0) {
                return (nodes << Math.min(n, MAX_DEPTH)) + 1;
            }
        }
        return 1;
    }
}
