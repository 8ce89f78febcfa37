package org.torrentxt.metrics.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torrentxt.testing.StatusBuilder.status;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.metrics.Stopping;
import org.torrentxt.testing.FakeSession;

/** Sessions in an MBean server, as JMX clients see them. */
class SessionBeanTest {
    private final AtomicLong clock = new AtomicLong();
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeSession session = new FakeSession("default");
    private ObjectName name;

    @BeforeEach
    void register() throws Exception {
        session.put(status(1).build())
                .put(status(2).complete().build())
                .put(status(3).name("bad").error("disk full").build());
        name = register(session);
    }

    private ObjectName register(TorrentSession registered) throws Exception {
        ObjectName of = new ObjectName("org.torrentxt:type=Session,name=" + registered.name());
        server.registerMBean(
                new SessionBean(registered, new TorrentBeans(registered, this::register, clock::get), clock::get), of);
        return of;
    }

    // as the whiteboard does
    private ServiceRegistration<?> register(TorrentMXBean bean, String keys) {
        try {
            ObjectName of = new ObjectName("org.torrentxt:" + keys);
            server.registerMBean(bean, of);
            return (ServiceRegistration<?>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (proxy, method, none) -> {
                        server.unregisterMBean(of); // unregistered: nothing else is done with it
                        return null;
                    });
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private Object invoke(String operation, int id) throws Exception {
        return server.invoke(name, operation, new Object[] {id}, new String[] {"int"});
    }

    private static ObjectName torrent(int id) throws Exception {
        return new ObjectName("org.torrentxt:type=Torrent,session=default,id=" + id);
    }

    private Object get(String attribute) throws Exception {
        return server.getAttribute(name, attribute);
    }

    private Object list(int first, int count) throws Exception {
        return server.invoke(name, "listTorrents", new Object[] {first, count}, new String[] {"int", "int"});
    }

    @Test
    void allAttributesCanBeReadAndNoneWritten() throws Exception {
        MBeanAttributeInfo[] attributes = server.getMBeanInfo(name).getAttributes();
        assertThat(attributes).hasSize(20).allSatisfy(attribute -> {
            assertThat(attribute.getDescriptor().getFieldValue("openType")) // readable without our classes
                    .isInstanceOf(OpenType.class);
            assertThat(attribute.isWritable()).as(attribute.getName()).isFalse();
            assertThat(get(attribute.getName())).as(attribute.getName()).isNotNull();
        });
        assertThat(get("Name")).isEqualTo("default");
        assertThat(get("Network")).isEqualTo("local");
        assertThat((String[]) get("ListenEndpoints")).containsExactly("127.0.0.1:6881");
        assertThat(get("TorrentCount")).isEqualTo(3);
    }

    @Test
    void torrentsAreCountedByState() throws Exception {
        TabularData counts = (TabularData) get("TorrentsByState");
        assertThat(counts.values().stream()
                        .map(CompositeData.class::cast)
                        .collect(Collectors.toMap(row -> row.get("key"), row -> row.get("value"))))
                .containsEntry("downloading", 1)
                .containsEntry("seeding", 1)
                .containsEntry("error", 1)
                .containsEntry("paused", 0);
    }

    @Test
    void torrentsAreListedWhenAskedFor() throws Exception {
        CompositeData[] all = (CompositeData[]) list(0, 1000);
        assertThat(all).extracting(row -> row.get("id")).containsExactly(1, 2, 3);
        assertThat(all[2].get("name")).isEqualTo("bad");
        assertThat(all[2].get("state")).isEqualTo("error");
        assertThat(all[2].get("error")).isEqualTo("disk full");
        assertThat(all[0].get("infoHash")).isEqualTo(String.format("%040x", 1));
        assertThat((CompositeData[]) list(1, 1))
                .extracting(row -> row.get("id"))
                .containsExactly(2);
        assertThat((CompositeData[]) list(5, 1)).isEmpty();
    }

    @Test
    void aTorrentIsAnMBeanOnlyWhenAskedFor() throws Exception {
        assertThat(server.isRegistered(torrent(3))).isFalse();
        invoke("exposeTorrent", 3);
        invoke("exposeTorrent", 3);
        assertThat(server.getMBeanInfo(torrent(3)).getAttributes()).hasSize(16).allSatisfy(attribute -> {
            assertThat(attribute.getDescriptor().getFieldValue("openType")).isInstanceOf(OpenType.class);
            assertThat(attribute.isWritable()).as(attribute.getName()).isFalse();
            assertThat(server.getAttribute(torrent(3), attribute.getName())).isNotNull();
        });
        assertThat(server.getAttribute(torrent(3), "Error")).isEqualTo("disk full");
        assertThat(server.getAttribute(torrent(3), "State")).isEqualTo("error");
        assertThat(server.isRegistered(torrent(1))).isFalse();

        assertThat(invoke("hideTorrent", 3)).isEqualTo(true);
        assertThat(server.isRegistered(torrent(3))).isFalse();
        assertThat(invoke("hideTorrent", 3)).isEqualTo(false);
        assertThatThrownBy(() -> invoke("exposeTorrent", 99)).rootCause().hasMessage("no such torrent: 99");
    }

    @Test
    void theMBeanOfATorrentThatWasRemovedSaysSoAndIsGone() throws Exception {
        invoke("exposeTorrent", 1);
        session.remove(1);

        assertThatThrownBy(() -> server.getAttribute(torrent(1), "Name"))
                .rootCause()
                .hasMessage("torrent 1 was removed");
        assertThat(server.isRegistered(torrent(1))).isFalse();
    }

    @Test
    void torrentsThatAreMBeansAreBounded() throws Exception {
        for (int id = 1; id <= 1001; id++) {
            session.put(status(id).build());
        }
        for (int id = 1; id <= 1000; id++) {
            invoke("exposeTorrent", id);
        }
        assertThatThrownBy(() -> invoke("exposeTorrent", 1001))
                .rootCause()
                .hasMessageStartingWith("1000 torrents are MBeans already");
        session.remove(7);
        invoke("exposeTorrent", 1001);
        assertThat(server.isRegistered(torrent(7))).isFalse();
        assertThat(server.isRegistered(torrent(1001))).isTrue();
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> list(-1, 1)).rootCause().hasMessage("invalid first -1: expected 0 or more");
        assertThatThrownBy(() -> list(0, 0)).rootCause().hasMessage("invalid count 0: expected 1 to 1000");
        assertThatThrownBy(() -> list(0, 1001)).rootCause().hasMessage("invalid count 1001: expected 1 to 1000");
    }

    @Test
    void attributesAreOfOneMoment() throws Exception {
        assertThat(get("TorrentCount")).isEqualTo(3);
        session.remove(1);
        assertThat(get("TorrentCount")).isEqualTo(3);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(get("TorrentCount")).isEqualTo(2);
    }

    @Test
    void aSessionThatIsStoppingSaysSoInWordsThatEveryClientCanRead() throws Exception {
        ObjectName late = register(Stopping.session());
        assertThat(server.getAttribute(late, "Name")).isEqualTo("late");
        assertThat(Arrays.stream(server.getMBeanInfo(late).getAttributes())
                        .map(MBeanAttributeInfo::getName)
                        .filter(attribute -> !attribute.equals("Name")))
                .allSatisfy(attribute -> assertThatThrownBy(() -> server.getAttribute(late, attribute))
                        .isInstanceOf(RuntimeMBeanException.class)
                        .cause()
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage(Stopping.REASON)
                        .hasNoCause());
    }
}
