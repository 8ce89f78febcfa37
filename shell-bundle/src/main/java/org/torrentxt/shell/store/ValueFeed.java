package org.torrentxt.shell.store;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtStoreTopics;

/** The changes of one watched value from its opening to its closing, for the thread of a command to take. */
final class ValueFeed implements AutoCloseable, EventHandler {
    private static final List<String> PROPERTIES = List.of(
            DhtStoreTopics.SESSION,
            DhtStoreTopics.TIMESTAMP,
            DhtStoreTopics.PUBLIC_KEY,
            DhtStoreTopics.KEY,
            DhtStoreTopics.SALT,
            DhtStoreTopics.VALUE,
            DhtStoreTopics.SEQ,
            DhtStoreTopics.PREVIOUS_SEQ,
            DhtStoreTopics.SIGNATURE);

    private final BlockingQueue<Map<String, Object>> changes = new LinkedBlockingQueue<>();
    private final String publicKey;
    private final String key;
    private ServiceRegistration<EventHandler> registration;

    ValueFeed(DhtPublicKey publicKey, String key) {
        this.publicKey = publicKey.hex();
        this.key = key;
    }

    /** Subscribes to the changes of that value. */
    static ValueFeed open(BundleContext context, DhtPublicKey publicKey, String key) {
        ValueFeed feed = new ValueFeed(publicKey, key);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(EventConstants.EVENT_TOPIC, DhtStoreTopics.VALUE_CHANGED);
        feed.registration = context.registerService(EventHandler.class, feed, properties);
        return feed;
    }

    /** Waits for the next change; empty if there was none in that time. */
    Optional<Map<String, Object>> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(changes.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void handleEvent(Event event) {
        if (publicKey.equals(event.getProperty(DhtStoreTopics.PUBLIC_KEY))
                && key.equals(event.getProperty(DhtStoreTopics.KEY))) {
            Map<String, Object> properties = new LinkedHashMap<>();
            // only these: Karaf adds the logged-in user to every event
            for (String name : PROPERTIES) {
                properties.put(name, event.getProperty(name));
            }
            changes.add(properties);
        }
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.unregister();
        }
    }
}
