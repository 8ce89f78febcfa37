package org.torrentxt.metrics.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.testing.FakeStore;

/** The store in an MBean server, as JMX clients see it. */
class StoreBeanTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));

    private final AtomicLong clock = new AtomicLong();
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeStore store = new FakeStore();
    private ObjectName name;

    @BeforeEach
    void register() throws Exception {
        name = new ObjectName("org.torrentxt:type=Store");
        server.registerMBean(new StoreBean(store, clock::get), name);
        store.setFolder(Path.of("store"));
        store.setWarnings("a file is damaged");
        store.setIdentities(
                DhtIdentity.builder("alice", KEYS.publicKey()).sealed(true).build());
        store.setPublications(
                publication("a", DhtPublicationState.PUBLISHED), publication("b", DhtPublicationState.PUBLISHED));
        store.setBlobs(FakeStore.blob(DhtPublicationState.PUBLISHED));
        store.setWatches(
                DhtWatch.builder(KEYS.publicKey(), "a").build(),
                DhtWatch.builder(KEYS.publicKey(), "b")
                        .lastError(Optional.of("no nodes"))
                        .build());
    }

    private static DhtPublication publication(String key, DhtPublicationState state) {
        return DhtPublication.builder(
                        MutableItem.sign(KEYS, key.getBytes(UTF_8), 7, "4:text".getBytes(UTF_8)),
                        FakeStore.status(state))
                .identity("alice")
                .key(key)
                .build();
    }

    private Object get(String attribute) throws Exception {
        return server.getAttribute(name, attribute);
    }

    @Test
    void allAttributesCanBeReadAndNoneWritten() throws Exception {
        MBeanAttributeInfo[] attributes = server.getMBeanInfo(name).getAttributes();
        assertThat(attributes).hasSize(8).allSatisfy(attribute -> {
            assertThat(attribute.getDescriptor().getFieldValue("openType")) // readable without our classes
                    .isInstanceOf(OpenType.class);
            assertThat(attribute.isWritable()).as(attribute.getName()).isFalse();
            assertThat(get(attribute.getName())).as(attribute.getName()).isNotNull();
        });
        assertThat(get("Folder")).isEqualTo("store");
        assertThat(get("IdentityCount")).isEqualTo(1);
        assertThat(get("WatchCount")).isEqualTo(2);
        assertThat(get("FailingWatchCount")).isEqualTo(1);
        assertThat(get("BlobCount")).isEqualTo(1);
        assertThat(get("FollowedReleaseCount")).isEqualTo(0);
        assertThat((String[]) get("Warnings")).containsExactly("a file is damaged");
    }

    @Test
    void publicationsAreCountedByState() throws Exception {
        TabularData counts = (TabularData) get("PublicationsByState");
        assertThat(counts.values().stream()
                        .map(CompositeData.class::cast)
                        .collect(Collectors.toMap(row -> row.get("key"), row -> row.get("value"))))
                .hasSize(DhtPublicationState.values().length)
                .containsEntry("published", 2);
    }

    @Test
    void attributesAreOfOneMoment() throws Exception {
        assertThat(get("WatchCount")).isEqualTo(2);
        store.setWatches();
        assertThat(get("WatchCount")).isEqualTo(2);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(get("WatchCount")).isEqualTo(0);
    }
}
