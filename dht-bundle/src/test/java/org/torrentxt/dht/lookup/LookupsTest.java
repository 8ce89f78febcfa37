package org.torrentxt.dht.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtLookup;
import org.torrentxt.dht.access.Deadline;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.access.InMemoryDht;
import org.torrentxt.dht.task.StoreThread;
import org.torrentxt.stage.Outside;

class LookupsTest {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final DhtKeyPair KEYS = DhtKeyPair.generate();

    private final InMemoryDht dht = new InMemoryDht();
    private final DhtItems items =
            new DhtItems(() -> dht, new Deadline(Duration.ofSeconds(30), new StoreThread()::after));
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException("no calendar here");
        }
    };

    private final LookupCache<MutableItem> cache = new LookupCache<>(TTL, clock, MutableItem::seq);
    private final Lookups lookups =
            new Lookups(items, cache, new LookupCache<ImmutableItem>(TTL, clock, item -> 0), new Outside("test"));

    @Test
    void anAnswerIsGoodForAWhile() {
        Instant first = now;
        put(1, "one");
        assertThat(find()).isEqualTo("one");
        put(2, "two");
        now = now.plus(TTL).minusMillis(1);

        assertThat(find()).isEqualTo("one");
        assertThat(lookup().retrieved()).isEqualTo(first);

        now = now.plusMillis(1);
        assertThat(find()).isEqualTo("two");
        assertThat(lookup().retrieved()).isEqualTo(now);
    }

    @Test
    void aFreshLookUpAsksAndRefreshesTheCache() {
        put(1, "one");
        find();
        put(2, "two");

        assertThat(text(lookups.getFresh(KEYS.publicKey(), "motd")
                        .toCompletableFuture()
                        .join()))
                .isEqualTo("two");
        assertThat(find()).isEqualTo("two");
    }

    @Test
    void whatIsForgottenIsAskedAgain() {
        put(1, "one");
        find();
        MutableItem second = put(2, "two");
        cache.forget(second.target());

        assertThat(find()).isEqualTo("two");
    }

    @Test
    void anAnswerThatComesLateDoesNotTakeTheNewerOnesPlace() {
        MutableItem first = put(1, "one");
        MutableItem second = put(2, "two");
        cache.remember(second.target(), second);

        assertThat(cache.remember(first.target(), first).item()).isEqualTo(first);

        assertThat(find()).isEqualTo("two");
    }

    @Test
    void anOlderVersionIsRememberedOnceTheNewerOneIsGoodNoMore() {
        MutableItem second = put(2, "two");
        cache.remember(second.target(), second);
        now = now.plus(TTL);
        put(1, "one");
        find();
        put(2, "two");

        assertThat(find()).isEqualTo("one");
    }

    @Test
    void aFreshLookUpThatFindsNothingEndsWhatWasKnown() {
        MutableItem gone = MutableItem.sign(KEYS, "motd".getBytes(UTF_8), 1, "gone".getBytes(UTF_8));
        cache.remember(gone.target(), gone);

        assertThat(lookups.getFresh(KEYS.publicKey(), "motd")).isCompletedWithValue(Optional.empty());

        assertThat(lookups.get(KEYS.publicKey(), "motd")).isCompletedWithValue(Optional.empty());
    }

    @Test
    void aMissIsNotRemembered() {
        assertThat(lookups.get(KEYS.publicKey(), "motd")).isCompletedWithValue(Optional.empty());
        put(1, "one");

        assertThat(find()).isEqualTo("one");
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepAnAnswerForEver() {
        put(1, "one");
        find();
        put(2, "two");
        now = now.minusSeconds(3_600);

        assertThat(find()).isEqualTo("two");
    }

    @Test
    void thereIsAnEndToWhatIsRemembered() {
        for (int i = 0; i < 1_001; i++) {
            cache.remember(DhtTarget.of(("" + i).getBytes(UTF_8)), put(i, "x"));
        }

        assertThat(cache.find(DhtTarget.of("0".getBytes(UTF_8)))).isEmpty();
        assertThat(cache.find(DhtTarget.of("1".getBytes(UTF_8)))).isPresent();
    }

    @Test
    void anImmutableItemIsRemembered() {
        DhtTarget target =
                dht.putImmutable(new byte[] {1}).toCompletableFuture().join();

        Instant first =
                lookups.get(target).toCompletableFuture().join().orElseThrow().retrieved();
        now = now.plusSeconds(1);

        assertThat(lookups.get(target)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .retrieved())
                .isEqualTo(first);
    }

    private MutableItem put(long seq, String value) {
        MutableItem item = MutableItem.sign(KEYS, "motd".getBytes(UTF_8), seq, value.getBytes(UTF_8));
        dht.putMutable(item, OptionalLong.empty()).toCompletableFuture().join();
        return item;
    }

    private DhtLookup<MutableItem> lookup() {
        return lookups.get(KEYS.publicKey(), "motd")
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private String find() {
        return text(lookups.get(KEYS.publicKey(), "motd").toCompletableFuture().join());
    }

    private static String text(Optional<DhtLookup<MutableItem>> lookup) {
        return new String(lookup.orElseThrow().item().value(), UTF_8);
    }
}
