package org.torrentxt.benchmarks;

import java.io.IOException;

/** A measurement: TorrentXT compared with a reference, alternating, in one run. */
interface Benchmark {
    /** The name to select it. */
    String name();

    /**
     * Measures.
     *
     * @param workspace its data, and the options of the run
     * @throws IOException if its data or processes fail
     * @throws InterruptedException if the run is ended
     * @throws IllegalStateException if the measured code fails: there is no result then
     */
    Section run(Workspace workspace) throws IOException, InterruptedException;
}
