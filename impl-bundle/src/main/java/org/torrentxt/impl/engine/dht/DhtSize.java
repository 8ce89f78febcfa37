package org.torrentxt.impl.engine.dht;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.dht_routing_bucket;
import org.libtorrent4j.swig.dht_stats_alert;

/**
 * Estimates the total number of nodes from a routing table: bucket n holds the nodes whose ids share exactly n bits
 * with ours, the last bucket those that share more. The number of nodes in the last buckets is multiplied by two to the
 * power of the first of these.
 */
final class DhtSize {
    private static final int ENOUGH = 8;
    private static final int MAX_DEPTH = 40;
    // the tables of all addresses are reported together; an earlier one belongs to an address that is gone
    private static final long TOGETHER_NANOS = Duration.ofSeconds(2).toNanos();

    private record Estimate(long nodes, long nanos) {}

    private final Map<String, Estimate> byAddress = new ConcurrentHashMap<>();

    /** Takes an alert if it describes a routing table; called on the thread that popped it. */
    void accept(int kind, alert raw) {
        if (kind == dht_stats_alert.alert_type) {
            dht_stats_alert stats = alert.cast_to_dht_stats_alert(raw);
            List<Integer> buckets = stats.getRouting_table().stream()
                    .map(dht_routing_bucket::getNum_nodes)
                    .toList();
            put(stats.get_local_endpoint().address().to_string(), estimate(buckets), System.nanoTime());
        }
    }

    /** Adds an estimate, and drops those of addresses that have not been reported for a while. */
    void put(String address, long nodes, long nanos) {
        byAddress.put(address, new Estimate(nodes, nanos));
        byAddress.values().removeIf(estimate -> nanos - estimate.nanos > TOGETHER_NANOS);
    }

    /** The largest estimate of all listen addresses; -1 if there is none. */
    long latest() {
        return byAddress.values().stream().mapToLong(Estimate::nodes).max().orElse(-1);
    }

    /** The estimated number of nodes, including our own, for these bucket sizes. */
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
