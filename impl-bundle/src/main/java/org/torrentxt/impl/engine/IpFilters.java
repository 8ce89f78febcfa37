package org.torrentxt.impl.engine;

import java.util.List;
import org.libtorrent4j.swig.ip_filter;
import org.torrentxt.api.IpFilter.Rule;

/** The filters by address that a session starts with. */
final class IpFilters {
    private static final long BLOCKED = 1;
    private static final long GLOBAL_PEER_CLASS = 1;

    private IpFilters() {}

    /** The rules, and over them the blocking of all but loopback addresses for {@link NetworkMode#LOCAL}. */
    static ip_filter of(List<Rule> rules, NetworkMode network) {
        ip_filter filter = new ip_filter();
        rules.forEach(rule -> add(filter, rule));
        return within(filter, network);
    }

    /** Another rule over those of a filter, which is changed. */
    static ip_filter with(ip_filter filter, Rule rule, NetworkMode network) {
        add(filter, rule);
        return within(filter, network);
    }

    private static void add(ip_filter filter, Rule rule) {
        filter.add_rule(Natives.address(rule.first()), Natives.address(rule.last()), rule.blocked() ? BLOCKED : 0);
    }

    private static ip_filter within(ip_filter filter, NetworkMode network) {
        if (network == NetworkMode.LOCAL) {
            block(filter, "0.0.0.0", "126.255.255.255");
            block(filter, "128.0.0.0", "255.255.255.255");
            block(filter, "::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        }
        return filter;
    }

    /** Puts all peers under the session's rate limits; the engine would except those of the local network. */
    static ip_filter limitsForAll() {
        ip_filter classes = new ip_filter();
        classes.add_rule(Natives.address("0.0.0.0"), Natives.address("255.255.255.255"), GLOBAL_PEER_CLASS);
        classes.add_rule(
                Natives.address("::"), Natives.address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), GLOBAL_PEER_CLASS);
        return classes;
    }

    private static void block(ip_filter filter, String first, String last) {
        filter.add_rule(Natives.address(first), Natives.address(last), BLOCKED);
    }
}
