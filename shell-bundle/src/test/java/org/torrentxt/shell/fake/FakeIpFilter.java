package org.torrentxt.shell.fake;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.torrentxt.api.IpFilter;

/** A filter that blocks whatever is not this host, as that of a session does whose network is local. */
public final class FakeIpFilter implements IpFilter {
    /** What loading any block list ends in. */
    public Loaded loaded = new Loaded(0, 0, 0);

    private final List<Rule> rules = new ArrayList<>();

    @Override
    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    @Override
    public void add(Rule rule) {
        rules.add(rule);
    }

    @Override
    public void clear() {
        rules.clear();
    }

    @Override
    public void replace(List<Rule> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Loaded load(Path file) {
        return loaded;
    }

    @Override
    public boolean isBlocked(InetAddress address) {
        return !address.isLoopbackAddress();
    }
}
