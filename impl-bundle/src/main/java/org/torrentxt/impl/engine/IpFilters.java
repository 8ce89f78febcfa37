package org.torrentxt.impl.engine;

import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;

/** The IP filter that a network mode asks for. */
final class IpFilters {
    private static final long BLOCKED = 1;

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
