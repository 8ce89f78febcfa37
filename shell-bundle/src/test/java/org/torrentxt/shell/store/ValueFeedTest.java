package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtStoreTopics;

class ValueFeedTest {
    private static final Duration NO_TIME = Duration.ZERO;

    private final DhtPublicKey publicKey = new DhtPublicKey("ab".repeat(32));
    private final ValueFeed feed = new ValueFeed(publicKey, "greeting");

    @Test
    void changesOfTheValueAreTakenInOrder() throws InterruptedException {
        feed.handleEvent(change(publicKey, "greeting", 1));
        feed.handleEvent(change(publicKey, "greeting", 2));

        assertThat(feed.next(NO_TIME))
                .get()
                .extracting(change -> change.get(DhtStoreTopics.SEQ))
                .isEqualTo(1L);
        assertThat(feed.next(NO_TIME))
                .get()
                .satisfies(change -> assertThat(change).containsEntry(DhtStoreTopics.SEQ, 2L));
    }

    @Test
    void whatOthersAddToTheEventIsLeftOut() throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(properties(publicKey, "greeting", 1));
        properties.put("subject", new Subject());
        feed.handleEvent(new Event(DhtStoreTopics.VALUE_CHANGED, properties));

        assertThat(feed.next(NO_TIME).orElseThrow())
                .containsOnlyKeys(
                        "session", "timestamp", "publicKey", "key", "salt", "value", "seq", "previousSeq", "signature");
    }

    @Test
    void thoseOfOthersAreNot() throws InterruptedException {
        feed.handleEvent(change(publicKey, "farewell", 1));
        feed.handleEvent(change(new DhtPublicKey("cd".repeat(32)), "greeting", 1));

        assertThat(feed.next(NO_TIME)).isEmpty();
    }

    private static Event change(DhtPublicKey publicKey, String key, long seq) {
        return new Event(DhtStoreTopics.VALUE_CHANGED, properties(publicKey, key, seq));
    }

    private static Map<String, Object> properties(DhtPublicKey publicKey, String key, long seq) {
        return Map.of(DhtStoreTopics.PUBLIC_KEY, publicKey.hex(), DhtStoreTopics.KEY, key, DhtStoreTopics.SEQ, seq);
    }
}
