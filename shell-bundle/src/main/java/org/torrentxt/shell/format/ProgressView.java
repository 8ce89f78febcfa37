package org.torrentxt.shell.format;

import java.util.List;

/** Shows how far several things are, again and again. */
@FunctionalInterface
public interface ProgressView extends AutoCloseable {
    /** Shows the state of now in place of the one before. */
    void show(List<Progress> states);

    /** Ends the view; what was shown last stays on the screen. */
    @Override
    default void close() {}
}
