package org.torrentxt.dht.event;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.file.StateFolder;

/** Posts the store's events. Never waits for receivers. */
public final class StoreEvents implements StateFolder.Damage {
    private final Consumer<Event> outlet;
    private final String session;

    /**
     * Creates an instance.
     *
     * @param outlet posts them
     * @param session the name of the session that the store is configured for
     */
    public StoreEvents(Consumer<Event> outlet, String session) {
        this.outlet = outlet;
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
        outlet.accept(new Event(topic, properties));
    }

    @Override
    public void unusable(Path file, String reason) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(DhtStoreTopics.FILE, file.toString());
        properties.put(DhtStoreTopics.REASON, reason);
        post(DhtStoreTopics.STATE_DAMAGED, properties);
    }
}
