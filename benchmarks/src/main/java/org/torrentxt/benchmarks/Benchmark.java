package org.torrentxt.benchmarks;

import java.io.IOException;

/** One measurement: ours beside a reference, in turns, in one run. */
interface Benchmark {
    /** What it is selected by. */
    String name();

    /**
     * Measures.
     *
     * @param workspace its data, and the options of the run
     * @throws IOException if its data or processes fail
     * @throws InterruptedException if the run is ended
     * @throws IllegalStateException if what is measured does not do its work: then there is no result
     */
    Section run(Workspace workspace) throws IOException, InterruptedException;
}
