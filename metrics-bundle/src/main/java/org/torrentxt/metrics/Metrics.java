package org.torrentxt.metrics;

import org.torrentxt.metrics.text.Scrape;

/** What is measured. A service of this bundle for its own components. */
interface Metrics {
    /** The PID of the configuration. */
    String PID = "org.torrentxt.metrics";

    /** All metrics at this moment. Waits for the engine for a few milliseconds per session. */
    Scrape scrape();
}
