package org.torrentxt.benchmarks;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param title what was measured
 * @param method how
 * @param headlines for the summary
 * @param details every single number
 */
record Section(String title, String method, List<Headline> headlines, Table details) {
    /**
     * A line of the summary.
     *
     * @param what was measured
     * @param ours the service's number
     * @param reference the number beside it
     * @param ratio of the two, greater is better; empty where there is none
     * @param aim what the project set itself; empty where nothing
     */
    record Headline(String what, String ours, String reference, String ratio, String aim) {}

    Section {
        headlines = List.copyOf(headlines);
    }
}
