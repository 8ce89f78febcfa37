package org.torrentxt.examples;

import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Component;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertTypes;
import org.torrentxt.api.alert.SessionName;

/** Counts the torrents of a session that stop for an error. */
@Component
@AlertTypes(AlertType.TORRENT_ERROR)
@SessionName("default")
public final class ErrorCounter implements AlertListener {
    private final AtomicLong errors = new AtomicLong();

    @Override
    public void onAlert(Alert alert) {
        errors.incrementAndGet();
    }

    public long errors() {
        return errors.get();
    }
}
