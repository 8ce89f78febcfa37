package org.torrentxt.testing;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.IpFilter;

/** A filter that stores its rules and blocks every address outside this host, like a session whose network is local. */
public final class FakeIpFilter implements IpFilter {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    private volatile Loaded loaded = new Loaded(0, 0, 0);

    /** Sets the result of {@link #load}. */
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

    /** Reads nothing: returns the result set with {@link #setLoaded}; the rules stay unchanged. */
    @Override
    public Loaded load(Path file) {
        return loaded;
    }

    @Override
    public boolean isBlocked(InetAddress address) {
        return !address.isLoopbackAddress();
    }
}
