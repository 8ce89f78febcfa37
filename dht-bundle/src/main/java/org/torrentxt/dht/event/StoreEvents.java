package org.torrentxt.dht.event;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.file.StateFolder;

/** Posts the store's events. Never waits for receivers, and catches failures of the EventAdmin. */
public final class StoreEvents implements StateFolder.Damage {
    private static final Logger LOG = LoggerFactory.getLogger(StoreEvents.class);

    private final EventAdmin eventAdmin;
    private final String session;

    /**
     * Creates an instance.
     *
     * @param session the name of the session that the store is configured for
     */
    public StoreEvents(EventAdmin eventAdmin, String session) {
        this.eventAdmin = eventAdmin;
        this.session = session;
    }

    /** The common properties of events about an item; a new map. */
    public static Map<String, Object> about(MutableItem item) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(DhtStoreTopics.PUBLIC_KEY, item.publicKey().hex());
        properties.put(DhtStoreTopics.KEY, Keys.key(item.salt()));
        properties.put(DhtStoreTopics.SALT, item.salt());
        properties.put(DhtStoreTopics.SEQ, item.seq());
        return properties;
    }

    /** Posts an event; session and timestamp are added. */
    public void post(String topic, Map<String, Object> properties) {
        properties.put(DhtStoreTopics.SESSION, session);
        properties.put(DhtStoreTopics.TIMESTAMP, System.currentTimeMillis());
        try {
            eventAdmin.postEvent(new Event(topic, properties));
        } catch (RuntimeException e) {
            LOG.warn("Could not post event {}", topic, e);
        }
    }

    @Override
    public void unusable(Path file, String reason) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(DhtStoreTopics.FILE, file.toString());
        properties.put(DhtStoreTopics.REASON, reason);
        post(DhtStoreTopics.STATE_DAMAGED, properties);
    }
}
