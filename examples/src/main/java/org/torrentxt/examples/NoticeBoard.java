package org.torrentxt.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtStoreTopics;

/** A notice board on the DHT: posts a notice and reads those of other authors. */
@Component(
        service = {NoticeBoard.class, EventHandler.class},
        property = EventConstants.EVENT_TOPIC + "=" + DhtStoreTopics.VALUE_CHANGED)
public final class NoticeBoard implements EventHandler {
    private static final String NAME = "notice-board";
    private static final String KEY = "notice";

    private final Map<String, String> notices = new ConcurrentHashMap<>();
    private final DhtStore store;

    @Activate
    public NoticeBoard(@Reference DhtStore store) {
        this.store = store;
        if (store.identities().find(NAME).isEmpty()) {
            store.identities().create(NAME);
        }
    }

    public CompletionStage<DhtPublication> post(String notice) {
        return store.publications().publish(NAME, KEY, notice.getBytes(UTF_8)); // kept alive from now on
    }

    public void read(DhtPublicKey author) {
        store.watches().watch(author, KEY);
    }

    @Override
    public void handleEvent(Event event) {
        if (KEY.equals(event.getProperty(DhtStoreTopics.KEY))) {
            String author = (String) event.getProperty(DhtStoreTopics.PUBLIC_KEY);
            notices.put(author, new String((byte[]) event.getProperty(DhtStoreTopics.VALUE), UTF_8));
        }
    }

    public Optional<String> latest(DhtPublicKey author) {
        return Optional.ofNullable(notices.get(author.hex()));
    }
}
