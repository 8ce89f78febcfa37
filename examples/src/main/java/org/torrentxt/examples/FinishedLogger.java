package org.torrentxt.examples;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each completed torrent of any session. */
@Component(property = EventConstants.EVENT_TOPIC + "=org/torrentxt/alert/torrentFinished")
public final class FinishedLogger implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedLogger.class);

    @Override
    public void handleEvent(Event event) {
        LOG.info(
                "{} in session {}: torrent {}, info-hash {}",
                event.getProperty("name"),
                event.getProperty("session"),
                event.getProperty("torrent"),
                event.getProperty(event.containsProperty("infoHashV1") ? "infoHashV1" : "infoHashV2"));
    }
}
