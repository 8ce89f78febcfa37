package org.torrentxt.fleet.cluster;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Hazelcast logs: warnings only, instead of twenty lines for each start, as the node itself says what happens. It
 * logs by java.util.logging, whose levels can be set here; Karaf brings that to its log under the same names.
 */
final class HazelcastLogs {
    private static final String ALL = "com.hazelcast";

    // warns of Java modules it could use faster, and of options of sockets that a bundle does not see
    private static final List<String> NOISY =
            List.of(ALL + ".instance.impl.HazelcastInstanceFactory", ALL + ".instance.AddressPicker");

    // held, as their levels are lost with them
    private static final Logger LOGGER = Logger.getLogger(ALL);
    private static final List<Logger> NOISY_LOGGERS =
            NOISY.stream().map(Logger::getLogger).toList();

    private HazelcastLogs() {}

    /** Sets the levels, unless debugging is on for com.hazelcast: then everything is logged. */
    static void quieten() {
        boolean isQuiet = !LoggerFactory.getLogger(ALL).isDebugEnabled();
        LOGGER.setLevel(isQuiet ? Level.WARNING : null);
        NOISY_LOGGERS.forEach(logger -> logger.setLevel(isQuiet ? Level.SEVERE : null));
    }
}
