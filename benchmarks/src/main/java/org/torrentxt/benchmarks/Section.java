package org.torrentxt.benchmarks;

import java.util.List;

/**
 * The results of a benchmark.
 *
 * @param title what was measured
 * @param method how it was measured
 * @param headlines for the summary
 * @param details every single number
 */
record Section(String title, String method, List<Headline> headlines, Table details) {
    /**
     * A line of the summary.
     *
     * @param what was measured
     * @param ours the result of TorrentXT
     * @param reference the result of the reference
     * @param ratio of the two, greater is better; empty if there is none
     * @param aim the project's target; empty if there is none
     */
    record Headline(String what, String ours, String reference, String ratio, String aim) {}

    Section {
        headlines = List.copyOf(headlines);
    }
}
