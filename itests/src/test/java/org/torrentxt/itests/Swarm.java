package org.torrentxt.itests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Sessions of one test on 127.0.0.1, configured as by an administrator. They, their state and all their files are
 * deleted when the test ends.
 */
final class Swarm extends ExternalResource {
    private final Supplier<BundleContext> bundle;
    private final Map<String, Configuration> configurations = new LinkedHashMap<>();
    private final TemporaryFolder folder = new TemporaryFolder();

    /**
     * A swarm without members.
     *
     * @param bundle supplies the context of the test's bundle
     */
    Swarm(Supplier<BundleContext> bundle) {
        this.bundle = bundle;
    }

    @Override
    protected void before() throws IOException {
        folder.create();
    }

    @Override
    protected void after() {
        try {
            for (String name : List.copyOf(configurations.keySet())) {
                deconfigure(name);
            }
        } catch (Exception e) {
            throw new AssertionError("sessions cannot be stopped", e);
        } finally {
            folder.delete();
        }
    }

    /** A folder of this test; not created here. */
    Path folder(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    /** A running session that saves into the {@linkplain #folder folder} of its name. */
    TorrentSession session(String name) throws Exception {
        return session(name, Map.of());
    }

    /** A running session with additional or different configuration keys. */
    TorrentSession session(String name, Map<String, ?> keys) throws Exception {
        configure(name, keys);
        return running(name);
    }

    /** The session with that name, once it is running. */
    TorrentSession running(String name) throws InterruptedException {
        return Await.service(bundle.get(), TorrentSession.class, filter(name));
    }

    /** True while a session of that name is a service. */
    boolean isRunning(String name) {
        try {
            return !bundle.get()
                    .getServiceReferences(TorrentSession.class, filter(name))
                    .isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String filter(String name) {
        return "(" + TorrentSession.SESSION_NAME + "=" + name + ")";
    }

    /**
     * Writes the configuration of a session without waiting for the result.
     *
     * @param configuration its name, and that of the session unless the keys set another
     * @param keys differences from a session at a free port of 127.0.0.1
     */
    void configure(String configuration, Map<String, ?> keys) throws Exception {
        var properties = new Hashtable<String, Object>();
        properties.put("name", configuration);
        properties.put("network", "local");
        properties.put("listen.interfaces", "127.0.0.1:0");
        properties.put("save.path", folder(configuration).toString());
        // Below Karaf's folder, the next test's sessions of the same name would get the torrents of this one.
        properties.put("state.dir", state(configuration).toString());
        properties.putAll(keys);
        if (!configurations.containsKey(configuration)) {
            // With a new PID each time: deleting and recreating the same one at once was missed by the component
            // runtime, which is notified of both later.
            configurations.put(
                    configuration,
                    Await.service(bundle.get(), ConfigurationAdmin.class)
                            .createFactoryConfiguration(TorrentSession.PID, "?"));
        }
        configurations.get(configuration).update(properties);
    }

    /** Where the state of a session is saved unless its keys set another folder; deleted after the test. */
    Path state(String configuration) {
        return folder("state of " + configuration);
    }

    /** Deletes the configuration of a session and waits until the session is gone, and all of it is saved. */
    void deconfigure(String name) throws Exception {
        delete(name);
        Await.until("end of session " + name, () -> !isRunning(name) && !isSaving(name));
    }

    /** Deletes the configuration of a session without waiting for its end. */
    void delete(String name) throws IOException {
        configurations.remove(name).delete();
    }

    /** True while somebody in this process uses the state folder of the configuration. */
    boolean isSaving(String configuration) {
        String folder = File.separator + state(configuration).getFileName();
        return System.getProperties().stringPropertyNames().stream()
                .anyMatch(property -> property.startsWith("org.torrentxt.state.lock:") && property.endsWith(folder));
    }

    /** The torrent of a file or folder. */
    CreatedTorrent create(Path content, TorrentFormat format) throws Exception {
        return Await.service(bundle.get(), TorrentCreator.class)
                .create(CreateTorrent.of(content).format(format).build())
                .get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The torrent, seeded by the session in place. */
    static Torrent seed(TorrentSession seeder, CreatedTorrent created) {
        return seeder.add(created.seed().started().build()).torrent();
    }

    /** The torrent, being downloaded by a session from its magnet link and one peer. */
    static Torrent leech(TorrentSession leecher, CreatedTorrent created, TorrentSession from) throws Exception {
        return leecher.add(AddTorrent.magnet(created.magnetUri())
                        .peer(endpoint(from))
                        .started()
                        .build())
                .torrent();
    }

    /** The endpoint at which peers reach the session, once it listens. */
    static Endpoint endpoint(TorrentSession session) throws Exception {
        Await.until(
                session.name() + " listens", () -> !session.listenEndpoints().isEmpty());
        return session.listenEndpoints().get(0);
    }

    /**
     * Waits until both have each other in their DHT. Each is told of the other: of a node that it only hears of, a node
     * asks but one every few seconds.
     */
    static void join(TorrentSession one, TorrentSession other) throws Exception {
        introduce(one, other);
        introduce(other, one);
        Await.until("nodes of " + one.name(), () -> one.dht().status().nodes() > 0);
        Await.until("nodes of " + other.name(), () -> other.dht().status().nodes() > 0);
    }

    private static void introduce(TorrentSession session, TorrentSession to) throws Exception {
        Endpoint endpoint = endpoint(to);
        session.dht().addBootstrapNode(endpoint.address().getHostAddress(), endpoint.port());
    }

    /** Waits until the torrent is complete. */
    static void awaitFinished(Torrent torrent) throws Exception {
        Await.until(
                "end of the download " + torrent,
                () -> torrent.status().filter(TorrentStatus::isFinished).isPresent());
    }
}
