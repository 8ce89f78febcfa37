package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.impl.engine.EngineSession;

/** The component, as Declarative Services calls it. */
class DhtStoreComponentTest {
    @RegisterExtension
    static final Hosts HOSTS = new Hosts();

    private static final InfoHash FIRST = new InfoHash("ab".repeat(20));
    private static final InfoHash SECOND = new InfoHash("cd".repeat(20));

    // asked for its data area alone
    private static final BundleContext CONTEXT = (BundleContext) Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> new File("target", (String) arguments[0]));

    private final Host other = HOSTS.host("other");
    private final DhtPublicKey others =
            other.store().identities().create("other").publicKey();
    private final EventLog events = new EventLog();
    private final DhtStoreComponent store = new DhtStoreComponent(
            CONTEXT,
            Map.of(
                    "session",
                    "ours",
                    "state.dir",
                    other.folder().resolve("ours").toString(),
                    "republish.interval",
                    "1",
                    "watch.interval",
                    1));

    @BeforeEach
    void hear() {
        store.addEventAdmin(events);
    }

    @AfterEach
    void stop() {
        store.stop();
    }

    @Test
    void allThatIsKeptGoesOnWhenItsSessionStopsAndComesBack() {
        EngineSession before = HOSTS.dht().join("ours");
        store.addSession(before);
        store.identities().create("alice");
        MutableItem item = Wait.answer(store.publications().publish("alice", "motd", bytes("hello")))
                .item();
        publish("one", FIRST);
        store.watches().watch(others, "news");
        store.releases()
                .follow(FollowRelease.magnet(DhtReleaseLink.of(others, "app").magnetUri())
                        .savePath(other.folder()));
        events.await(DhtStoreTopics.VALUE_CHANGED, 1);
        events.await(DhtStoreTopics.RELEASE_PUBLISHED, 1);

        store.removeSession(before);
        before.close();
        Wait.until("the publication waits", () -> status().state() == DhtPublicationState.RETRYING);
        Wait.until(
                "the watch waits",
                () -> store.watches().list().get(0).lastError().isPresent());
        Wait.until(
                "the release waits",
                () -> store.releases().followed().get(0).lastError().isPresent());
        publish("two", SECOND);
        EngineSession after = HOSTS.dht().join("ours");
        store.addSession(after);

        Event changed = events.await(DhtStoreTopics.VALUE_CHANGED, 2);
        Event released = events.await(DhtStoreTopics.RELEASE_PUBLISHED, 2);
        Wait.until("it is published again", () -> status().state() == DhtPublicationState.PUBLISHED);
        assertThat(changed.getProperty(DhtStoreTopics.VALUE)).isEqualTo(bytes("two"));
        assertThat(released.getProperty(DhtStoreTopics.INFO_HASH)).isEqualTo(SECOND.hex());
        assertThat(after.find(SECOND)).isPresent();
        assertThat(store.publications().find("alice", "motd").orElseThrow().item())
                .isEqualTo(item);
    }

    @Test
    void aFolderThatAnotherStoreUsesIsRefusedUntilItIsFree() {
        Map<String, Object> shared =
                Map.of("state.dir", other.folder().resolve("shared").toString());
        DhtStoreComponent first = new DhtStoreComponent(CONTEXT, shared);
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> new DhtStoreComponent(CONTEXT, shared))
                .withMessageContaining("in use by DHT store of this process: " + first.folder())
                .withMessageContaining("set another state.dir");
        first.stop();
        new DhtStoreComponent(CONTEXT, shared).stop();
    }

    @Test
    void whatMayNotBeMeantIsAWarningAndThereIsAStoreAllTheSame() {
        Path folder = other.folder().resolve("warned");
        DhtStoreComponent warned = new DhtStoreComponent(
                CONTEXT,
                Map.of(
                        "service.pid", DhtStore.PID,
                        "state.dir", folder.toString(),
                        "watch.intervall", "5",
                        "lookup.timeout", "soon",
                        "cache.ttl", "1m"));
        try {
            assertThat(warned.folder()).isEqualTo(folder);
            assertThat(warned.warnings())
                    .containsExactly(
                            "unknown key 'watch.intervall' is ignored; known keys: cache.ttl, lookup.timeout,"
                                    + " republish.interval, session, state.dir, watch.interval",
                            "invalid lookup.timeout 'soon': expected a number of seconds, 1 to 60; using 30");
        } finally {
            warned.stop();
        }
    }

    @Test
    void aFolderThatOnlyAShellUnderstandsIsNotUsed() {
        DhtStoreComponent warned = new DhtStoreComponent(CONTEXT, Map.of("state.dir", "~/keys"));
        try {
            assertThat(warned.folder()).isEqualTo(Path.of("target", "store"));
            assertThat(warned.warnings())
                    .first()
                    .asString()
                    .startsWith("state.dir '~/keys' begins with ~")
                    .endsWith("; the default is used");
        } finally {
            warned.stop();
        }
    }

    private void publish(String news, InfoHash release) {
        Wait.answer(other.store().publications().publish("other", "news", bytes(news)));
        Wait.answer(other.store().releases().publish("other", "app", release));
    }

    private DhtPublicationStatus status() {
        return store.publications().find("alice", "motd").orElseThrow().status();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
