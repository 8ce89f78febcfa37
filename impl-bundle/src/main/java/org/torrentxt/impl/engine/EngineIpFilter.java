package org.torrentxt.impl.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.ip_filter;
import org.torrentxt.api.IpFilter;

/** The IP filter of a session: the user's rules, overridden by those of the network mode. */
final class EngineIpFilter implements IpFilter {
    private final EngineSession owner;
    private volatile List<Rule> rules = List.of();
    private ip_filter inForce;

    EngineIpFilter(EngineSession owner) {
        this.owner = owner;
        this.inForce = IpFilters.of(List.of(), owner.network(), owner.gatewayAddresses());
    }

    @Override
    public synchronized List<Rule> rules() {
        return owner.engine().ask(session -> rules, List.of());
    }

    @Override
    public synchronized void add(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(Objects.requireNonNull(rule, "rule"));
        apply(IpFilters.with(inForce, rule, owner.network(), owner.gatewayAddresses()));
        rules = List.copyOf(more);
    }

    @Override
    public void clear() {
        replace(List.of());
    }

    @Override
    public synchronized void replace(List<Rule> others) {
        List<Rule> copy = Given.list("rules", others);
        apply(IpFilters.of(copy, owner.network(), owner.gatewayAddresses()));
        rules = copy;
    }

    @Override
    public Loaded load(Path file) throws IOException {
        BlockList list = BlockList.read(Objects.requireNonNull(file, "file"));
        replace(list.rules());
        return new Loaded(list.rules().size(), list.skipped(), list.firstSkipped());
    }

    /** How many rules block addresses, beside the network mode; waits for nothing. */
    long blockingRules() {
        return rules.stream().filter(Rule::blocked).count();
    }

    @Override
    public synchronized boolean isBlocked(InetAddress address) {
        address asked = Natives.address(Objects.requireNonNull(address, "address"));
        return owner.engine().ask(session -> inForce.access(asked) != 0, false);
    }

    /** Applies a changed network mode. */
    synchronized void refresh() {
        apply(IpFilters.of(rules, owner.network(), owner.gatewayAddresses()));
    }

    private void apply(ip_filter filter) {
        owner.engine().run(session -> session.set_ip_filter(filter));
        inForce = filter;
    }
}
