package org.torrentxt.examples;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;

/** Downloads what was ordered, and keeps with each torrent which order it is for, and whether that is delivered. */
@Component(
        service = {OrderKeeper.class, EventHandler.class},
        property = {
            EventConstants.EVENT_TOPIC + "=org/torrentxt/alert/torrentFinished",
            EventConstants.EVENT_FILTER + "=(&(session=default)(attribute.com.acme.order=*))"
        })
public final class OrderKeeper implements EventHandler {
    private final TorrentSession session;

    @Activate
    public OrderKeeper(@Reference(target = "(session.name=default)") TorrentSession session) {
        this.session = session;
    }

    public Torrent download(String magnet, String order) {
        return session.add(AddTorrent.magnet(magnet)
                        .label("orders")
                        .attribute("com.acme.order", order)
                        .build())
                .torrent();
    }

    @Override
    public void handleEvent(Event event) {
        session.find((Integer) event.getProperty("torrent"))
                .ifPresent(torrent -> torrent.setAttribute("com.acme.delivered", "true"));
    }
}
