package org.torrentxt.health.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.testing.FakeStore;

class StoreCheckTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.generate();
    private static final String MAGNET = "magnet:?xs=urn:btpk:" + KEYS.publicKey();

    private final FakeStore store = new FakeStore(MAGNET);

    private List<HealthFinding> check() {
        return new StoreCheck(() -> StoreBundle.ACTIVE, store).check();
    }

    private static DhtPublication publication(DhtPublicationState state) {
        MutableItem item = MutableItem.sign(KEYS, "news".getBytes(UTF_8), 1, new byte[1]);
        return DhtPublication.builder(item, FakeStore.status(state))
                .identity("alice")
                .key("news")
                .build();
    }

    private static DhtWatch watch(Optional<String> error) {
        return DhtWatch.builder(KEYS.publicKey(), "weather")
                .seq(3)
                .lastError(error)
                .build();
    }

    @Test
    void whatGoesWellIsCounted() {
        store.setPublications(publication(DhtPublicationState.PUBLISHED), publication(DhtPublicationState.PENDING));
        store.setWatches(watch(Optional.empty()));

        assertThat(check())
                .contains(Findings.ok(
                        "DHT store",
                        "running; identities: 0, publications: 2, blobs: 1, watches: 1, followed releases: 1"))
                .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @Test
    void itsFolderIsCheckedAndItsConfiguration() {
        store.setWarnings("unknown key 'watch.intervall' is ignored");
        assertThat(check())
                .contains(Findings.warn("DHT store", "unknown key 'watch.intervall' is ignored"))
                .filteredOn(HealthFinding::subject, "DHT store folder")
                .extracting(HealthFinding::text)
                .singleElement()
                .asString()
                .startsWith(store.folder() + " has ");
    }

    @Test
    void withoutAStoreNothingIsWrong() {
        assertThat(new StoreCheck(() -> StoreBundle.ABSENT, null).check())
                .containsExactly(
                        Findings.ok("DHT store", "not installed; to use it, run feature:install torrentxt-dht"));
    }

    @Test
    void aStoreThatIsInstalledAndDoesNotRunIsAWarning() {
        assertThat(new StoreCheck(() -> StoreBundle.STOPPED, null).check())
                .containsExactly(Findings.warn(
                        "DHT store", "installed but not running; start it with bundle:start org.torrentxt.dht"));
        assertThat(new StoreCheck(() -> StoreBundle.ACTIVE, null).check())
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARN))
                .satisfies(finding -> assertThat(finding.text()).contains("etc/org.torrentxt.dht.store.cfg"));
    }

    @Test
    void theBundleIsFoundByItsName() {
        Bundle other = bundle("org.torrentxt.shell", Bundle.ACTIVE);

        assertThat(StoreBundle.among(other)).isEqualTo(StoreBundle.ABSENT);
        assertThat(StoreBundle.among(other, bundle("org.torrentxt.dht", Bundle.RESOLVED)))
                .isEqualTo(StoreBundle.STOPPED);
        assertThat(StoreBundle.among(other, bundle("org.torrentxt.dht", Bundle.ACTIVE)))
                .isEqualTo(StoreBundle.ACTIVE);
    }

    private static Bundle bundle(String name, int state) {
        return (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> method.getName().equals("getState") ? (Object) state : name);
    }

    @Test
    void whatDoesNotIsNamedWithTheCommandThatSaysWhy() {
        Optional<String> silence = Optional.of("no answer");
        store.setPublications(publication(DhtPublicationState.CONFLICT), publication(DhtPublicationState.RETRYING));
        store.setBlobs(FakeStore.blob(DhtPublicationState.RETRYING));
        store.setWatches(watch(silence));
        store.setFollowed(FakeStore.followed(MAGNET, silence));

        assertThat(check())
                .filteredOn(HealthFinding::level, Level.WARN)
                .extracting(HealthFinding::text)
                .containsExactly(
                        "not stored: news of alice, news of alice; see dht:publications for the reason",
                        "not stored: blob " + "ab".repeat(20) + "; see dht:blobs for the reason",
                        "not looked up: weather of " + KEYS.publicKey() + "; see dht:watch for the reason",
                        "not followed: " + MAGNET + "; see dht:followed for the reason");
    }
}
