package org.torrentxt.impl.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.ip_filter;
import org.torrentxt.api.IpFilter;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.network.BlockList;

/** The IP filter of a session: the user's rules, overridden by those of the network mode. */
final class EngineIpFilter implements IpFilter {
    private final SessionContext owner;
    private final Supplier<List<InetAddress>> gatewayAddresses;
    private final Runnable changed;
    private volatile List<Rule> rules = List.of();
    private ip_filter inForce;

    /**
     * The filter of a session.
     *
     * @param gatewayAddresses the addresses used only by the gateway, which are never blocked
     * @param changed called after the user's rules have changed
     */
    EngineIpFilter(SessionContext owner, Supplier<List<InetAddress>> gatewayAddresses, Runnable changed) {
        this.changed = changed;
        this.owner = owner;
        this.gatewayAddresses = gatewayAddresses;
        this.inForce = IpFilters.of(List.of(), owner.network(), gatewayAddresses.get());
    }

    @Override
    public synchronized List<Rule> rules() {
        return owner.engine().ask(session -> rules, List.of());
    }

    @Override
    public synchronized void add(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(Objects.requireNonNull(rule, "rule"));
        apply(IpFilters.with(inForce, rule, owner.network(), gatewayAddresses.get()));
        rules = List.copyOf(more);
        changed.run();
    }

    @Override
    public void clear() {
        replace(List.of());
    }

    @Override
    public synchronized void replace(List<Rule> others) {
        List<Rule> copy = Arguments.list("rules", others);
        apply(IpFilters.of(copy, owner.network(), gatewayAddresses.get()));
        rules = copy;
        changed.run();
    }

    @Override
    public Loaded load(Path file) throws IOException {
        BlockList list = BlockList.read(Objects.requireNonNull(file, "file"));
        replace(list.rules());
        return new Loaded(list.rules().size(), list.skipped(), list.firstSkipped());
    }

    /** The rules, also once the session is stopped; waits for nothing. */
    List<Rule> known() {
        return rules;
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
        apply(IpFilters.of(rules, owner.network(), gatewayAddresses.get()));
    }

    private void apply(ip_filter filter) {
        owner.engine().run(session -> session.set_ip_filter(filter));
        inForce = filter;
    }
}
