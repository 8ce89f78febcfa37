package org.torrentxt.examples;

import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a program after each download, with the name of the torrent as its argument. */
@Component(
        property = {
            EventConstants.EVENT_TOPIC + "=org/torrentxt/alert/torrentFinished",
            EventConstants.EVENT_FILTER + "=(downloaded=true)"
        })
public final class FinishedRunner implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedRunner.class);
    private static final String PROGRAM = System.getProperty("finished.program", "echo");

    @Override
    public void handleEvent(Event event) {
        try {
            // returns once the program has started: handlers must not wait
            new ProcessBuilder(PROGRAM, (String) event.getProperty("torrentName"))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            LOG.warn("Could not run {}", PROGRAM, e);
        }
    }
}
