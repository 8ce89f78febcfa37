package org.torrentxt.testing;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.IpFilter;

/** A filter that keeps its rules, and blocks every address that is not this host, as a session does whose network is local. */
public final class FakeIpFilter implements IpFilter {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    private volatile Loaded loaded = new Loaded(0, 0, 0);

    /** Sets what {@link #load} answers. */
    public void setLoaded(Loaded result) {
        loaded = result;
    }

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
    public synchronized void replace(List<Rule> others) {
        List<Rule> copy = List.copyOf(others);
        rules.clear();
        rules.addAll(copy);
    }

    /** Reads nothing: the answer is what {@link #setLoaded} set, and the rules stay as they are. */
    @Override
    public Loaded load(Path file) {
        return loaded;
    }

    @Override
    public boolean isBlocked(InetAddress address) {
        return !address.isLoopbackAddress();
    }
}
