package org.torrentxt.impl.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.libtorrent4j.swig.ip_filter;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.SiteLimit;

/** The IP filters of a session. */
final class IpFilters {
    private static final long BLOCKED = 1;
    private static final long ALL_PEERS = 1;
    private static final Rule IPV4 = Rule.of("0.0.0.0", "255.255.255.255", false);
    private static final Rule IPV6 = Rule.of("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false);

    private IpFilters() {}

    /**
     * The rules, overridden by blocking all addresses that the network mode does not allow.
     *
     * @param own addresses that may never be blocked
     */
    static ip_filter of(List<Rule> rules, NetworkMode network, List<InetAddress> own) {
        ip_filter filter = new ip_filter();
        rules.forEach(rule -> add(filter, rule));
        return within(filter, network, own);
    }

    /** Adds a rule that overrides the existing rules of a filter. */
    static ip_filter with(ip_filter filter, Rule rule, NetworkMode network, List<InetAddress> own) {
        add(filter, rule);
        return within(filter, network, own);
    }

    private static void add(ip_filter filter, Rule rule) {
        add(filter, rule, rule.blocked() ? BLOCKED : 0);
    }

    private static void add(ip_filter filter, Rule range, long value) {
        filter.add_rule(Natives.address(range.first()), Natives.address(range.last()), value);
    }

    private static ip_filter within(ip_filter filter, NetworkMode network, List<InetAddress> own) {
        if (network == NetworkMode.LOCAL) {
            block(filter, "0.0.0.0", "126.255.255.255");
            block(filter, "128.0.0.0", "255.255.255.255");
            block(filter, "::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        } else if (network == NetworkMode.LAN) {
            blockPublic(filter);
        }
        own.forEach(address -> add(filter, new Rule(address, address, false)));
        if (network == NetworkMode.INTERNET) {
            // what the engine takes web seeds for that it connects to through SOCKS5
            add(filter, Rule.of("0.0.0.0", "0.0.0.0", false));
        }
        return filter;
    }

    // All but 10/8, 127/8, 169.254/16, 172.16/12 and 192.168/16; and all but ::1, fc00::/7 and fe80::/10.
    private static void blockPublic(ip_filter filter) {
        block(filter, "0.0.0.0", "9.255.255.255");
        block(filter, "11.0.0.0", "126.255.255.255");
        block(filter, "128.0.0.0", "169.253.255.255");
        block(filter, "169.255.0.0", "172.15.255.255");
        block(filter, "172.32.0.0", "192.167.255.255");
        block(filter, "192.169.0.0", "255.255.255.255");
        block(filter, "::2", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        block(filter, "fe00::", "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        block(filter, "fec0::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    }

    /**
     * The rate classes of peers, by address. The session's rate limits apply to all; by default the engine exempts peers
     * of the local network.
     *
     * @param site the limit for peers outside of a site
     * @param own addresses that are of each site
     */
    static ip_filter rateClasses(Optional<SiteLimit> site, List<InetAddress> own) {
        ip_filter classes = new ip_filter();
        long others = ALL_PEERS | (site.isPresent() ? 1L << SiteClass.NUMBER : 0);
        add(classes, IPV4, others);
        add(classes, IPV6, others);
        site.stream().flatMap(limit -> limit.addresses().stream()).forEach(range -> add(classes, range, ALL_PEERS));
        own.forEach(address -> add(classes, new Rule(address, address, false), ALL_PEERS));
        return classes;
    }

    private static void block(ip_filter filter, String first, String last) {
        filter.add_rule(Natives.address(first), Natives.address(last), BLOCKED);
    }
}
