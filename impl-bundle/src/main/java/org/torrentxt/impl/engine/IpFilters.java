package org.torrentxt.impl.engine;

import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;

/** The filters by address that a session starts with. */
final class IpFilters {
    private static final long BLOCKED = 1;
    private static final long GLOBAL_PEER_CLASS = 1;

    private IpFilters() {}

    /** Blocks all but loopback addresses for {@link NetworkMode#LOCAL}, nothing otherwise. */
    static ip_filter of(NetworkMode network) {
        ip_filter filter = new ip_filter();
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
        classes.add_rule(address("0.0.0.0"), address("255.255.255.255"), GLOBAL_PEER_CLASS);
        classes.add_rule(address("::"), address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), GLOBAL_PEER_CLASS);
        return classes;
    }

    private static void block(ip_filter filter, String first, String last) {
        filter.add_rule(address(first), address(last), BLOCKED);
    }

    private static address address(String literal) {
        error_code error = new error_code();
        address parsed = address.from_string(literal, error);
        if (error.failed()) {
            throw new IllegalArgumentException("not an address: " + literal);
        }
        return parsed;
    }
}
