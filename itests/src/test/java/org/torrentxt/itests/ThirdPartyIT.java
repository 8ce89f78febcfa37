package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.examples.Downloader;
import org.torrentxt.examples.ErrorCounter;

/** Third-party bundles: how they are installed, and how misbehaving ones affect others. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ThirdPartyIT extends SwarmTestSupport {
    private final CountDownLatch released = new CountDownLatch(1);

    @After
    public void release() {
        released.countDown();
    }

    @Test
    public void aConsumerInstalledByItsOwnFeatureDownloadsAndIsToldOfErrors() throws Exception {
        TorrentSession seeder = swarm.session("seeder");
        TorrentSession other = swarm.session("other");
        CreatedTorrent created = swarm.create(
                Content.write(swarm.folder("content"), Map.of("a.bin", 2_000_000, "sub/b.bin", 10)),
                TorrentFormat.HYBRID);
        Swarm.seed(seeder, created);
        CreatedTorrent unlucky =
                swarm.create(Content.write(swarm.folder("unlucky"), Map.of("c.bin", 1_000)), TorrentFormat.V1);
        Swarm.seed(seeder, unlucky);

        Path jar = Path.of(URI.create(System.getProperty("itests.examples")));
        installFeatures(featureOf("acme-examples", jar), "acme-examples");

        Bundle examples = installedBundle("org.torrentxt.examples");
        assertThat(examples.getState()).isEqualTo(Bundle.ACTIVE);
        await("component NoticeBoard", () -> hasService(examples, "org.torrentxt.examples.NoticeBoard"));
        Consumer consumer = new Consumer();
        Torrent torrent = consumer.download(created.magnetUri() + "&x.pe=" + Swarm.endpoint(seeder));
        Torrent failed = null;
        try {
            Path copy = torrent.status().orElseThrow().savePath().resolve("content");
            assertThat(Content.hashes(copy)).isEqualTo(Content.hashes(swarm.folder("content")));
            String logged = "torrentFinished in session default: torrent " + torrent.id() + ", info-hash "
                    + created.infoHashes().v1().orElseThrow();
            await("log of " + logged, () -> karafLog().contains(logged));

            try (EventLog events = EventLog.ofSession(context, "other", AlertType.TORRENT_ERROR)) {
                addInTheWayOfAFile(other, unlucky, seeder);
                events.await(AlertType.TORRENT_ERROR);
            }
            failed = addInTheWayOfAFile(swarm.running("default"), unlucky, seeder);
            consumer.awaitErrors(1); // not of the other session
        } finally {
            torrent.remove(true);
            if (failed != null) {
                failed.remove(false);
            }
        }
    }

    /** A torrent that stops with an error, as a file is where its folder has to be. */
    private Torrent addInTheWayOfAFile(TorrentSession session, CreatedTorrent created, TorrentSession from)
            throws Exception {
        Path place = Files.createDirectories(swarm.folder("saved by " + session.name()));
        Files.writeString(place.resolve("unlucky"), "in the way");
        return session.add(AddTorrent.magnet(created.magnetUri())
                        .savePath(place)
                        .peer(Swarm.endpoint(from))
                        .started()
                        .build())
                .torrent();
    }

    /**
     * The services of the consumer; their types exist only once the consumer is installed, so no member of the test
     * uses them.
     */
    private final class Consumer {
        private final Downloader downloader = awaitService(Downloader.class);
        private final ErrorCounter counter = (ErrorCounter)
                Await.service(context, AlertListener.class, "(component.name=" + ErrorCounter.class.getName() + ")");

        Consumer() throws InterruptedException {
            // the services are awaited
        }

        Torrent download(String magnet) throws Exception {
            return downloader.download(magnet).toCompletableFuture().get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        void awaitErrors(long count) throws Exception {
            await("error", () -> counter.errors() >= count);
            assertThat(counter.errors()).isEqualTo(count);
        }
    }

    private static boolean hasService(Bundle bundle, String type) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services != null
                && Arrays.stream(services)
                        .anyMatch(service -> List.of((Object[]) service.getProperty(Constants.OBJECTCLASS))
                                .contains(type));
    }

    /** What docs/bundles.md says about annotations such as EventTopics; once this fails, that page can be shortened. */
    @Test
    public void whatTheAnnotationsOfEventAdminRequireIsNotInKaraf() throws Exception {
        Path annotated = swarm.folder("annotated.jar");
        write(
                annotated,
                "osgi.implementation;filter:=\"(&(osgi.implementation=osgi.event)(version>=1.4.0)(!(version>=2.0.0)))\"");
        URI features = featureOf("acme-annotated", annotated);

        assertThatThrownBy(() -> installFeatures(features, "acme-annotated")).hasMessageContaining("osgi.event");
    }

    @Test
    public void anEventHandlerThatNeverReturnsSilencesNobodyElse() throws Exception {
        TorrentSession one = swarm.session("one");
        TorrentSession other = swarm.session("other");
        ServiceRegistration<EventHandler> stuck = registerStuck();
        try (EventLog events = EventLog.ofSession(context, "one");
                EventLog others = EventLog.ofSession(context, "other")) {
            Torrent first = add(one, "first");
            Torrent second = add(other, "second");
            events.await(AlertType.TORRENT_ADDED);
            others.await(AlertType.TORRENT_ADDED);
            first.pause();
            second.pause();
            events.await(AlertType.TORRENT_PAUSED);
            others.await(AlertType.TORRENT_PAUSED);

            assertThat(one.status().alertsDropped()).isZero();
            // whichever called it first
            assertThat(Stream.of(one, other).flatMap(session -> session.status().stuckSubscribers().stream()))
                    .anySatisfy(slow -> assertThat(slow.text()).contains("ThirdPartyIT"))
                    .anySatisfy(slow -> assertThat(slow.text())
                            .contains(
                                    "service " + stuck.getReference().getProperty(Constants.SERVICE_ID),
                                    "denied by the EventAdmin"));
            assertThat(executeCommand("torrent:doctor")).contains("denied by the EventAdmin");
        } finally {
            stuck.unregister();
        }
    }

    private ServiceRegistration<EventHandler> registerStuck() {
        var properties = new Hashtable<String, Object>();
        properties.put(EventConstants.EVENT_TOPIC, "org/torrentxt/alert/*");
        return context.registerService(
                EventHandler.class,
                event -> {
                    while (released.getCount() > 0) {
                        try {
                            released.await();
                        } catch (InterruptedException e) {
                            // like a handler that ignores interruption
                        }
                    }
                },
                properties);
    }

    private Torrent add(TorrentSession session, String name) throws Exception {
        Path content = Content.write(swarm.folder(name), Map.of("file", 1_000));
        return session.add(AddTorrent.torrentBytes(
                                swarm.create(content, TorrentFormat.V1).content())
                        .started()
                        .build())
                .torrent();
    }

    @Test
    public void anEventAdminThatIsReplacedStopsNoSessionAndNoEvent() throws Exception {
        TorrentSession session = swarm.session("lasting");
        Torrent torrent = add(session, "content");
        DhtStore store = awaitService(DhtStore.class);
        Bundle eventAdmin = context.getServiceReference(EventAdmin.class).getBundle();
        AtomicInteger paused = new AtomicInteger();
        var properties = new Hashtable<String, Object>();
        properties.put(EventConstants.EVENT_TOPIC, AlertType.TORRENT_PAUSED.topic());
        context.registerService(EventHandler.class, event -> paused.incrementAndGet(), properties);

        awaitConfigured();
        eventAdmin.stop();
        torrent.pause();
        eventAdmin.start();

        await("event that was raised meanwhile", () -> paused.get() == 1);
        assertThat(torrent.isValid()).isTrue();
        assertThat(swarm.running("lasting")).isSameAs(session);
        assertThat(awaitService(DhtStore.class)).isSameAs(store);
    }

    // A thread that logs while the EventAdmin stops may never return: EventAdminTracker of pax-logging posts a
    // message to the EventAdmin that it has found, which throws an IllegalStateException once it is stopped, and
    // posts it again, forever. Probably it was Karaf's thread for configurations that did not return once: it logs the
    // start of a session, and does one thing after the other.
    private void awaitConfigured() throws Exception {
        String marker = "org.torrentxt.itests.marker";
        var seen = new CountDownLatch(1);
        ServiceRegistration<ConfigurationListener> listener = context.registerService(
                ConfigurationListener.class,
                event -> {
                    if (event.getPid().equals(marker)) {
                        seen.countDown();
                    }
                },
                null);
        Configuration configuration = awaitService(ConfigurationAdmin.class).getConfiguration(marker, "?");
        configuration.update(new Hashtable<>(Map.of("some", "value")));
        assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
        listener.unregister();
        configuration.delete();
    }

    private URI featureOf(String name, Path bundle) throws IOException {
        Path file = swarm.folder(name + ".xml");
        Files.writeString(file, """
            <?xml version="1.0" encoding="UTF-8"?>
            <features name="%1$s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
              <repository>%2$s</repository>
              <feature name="%1$s" version="1.0.0">
                <feature>torrentxt-dht</feature>
                <bundle>%3$s</bundle>
              </feature>
            </features>
            """.formatted(name, System.getProperty("itests.features"), bundle.toUri()));
        return file.toUri();
    }

    private static void write(Path jar, String requirement) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, "annotated");
        manifest.getMainAttributes().putValue(Constants.REQUIRE_CAPABILITY, requirement);
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        Files.write(jar, bytes.toByteArray());
    }
}
