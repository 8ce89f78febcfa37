package org.torrentxt.shell.format;

import java.util.List;

/** Shows the progress of several operations repeatedly. */
@FunctionalInterface
public interface ProgressView extends AutoCloseable {
    /** Shows the current progress in place of the previous one. */
    void show(List<Progress> states);

    /** Ends the view; the last progress stays on the screen. */
    @Override
    default void close() {}
}
