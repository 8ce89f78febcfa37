package org.torrentxt.benchmarks.program;

import java.time.Duration;

/** A side that is one process of its own. */
abstract class ChildSide implements Side {
    private final Child child;
    private final int port;

    /** Closes the process with itself. */
    ChildSide(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    final Child child() {
        return child;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final Duration cpu() {
        return child.cpu();
    }

    @Override
    public final void close() {
        child.close();
    }
}
