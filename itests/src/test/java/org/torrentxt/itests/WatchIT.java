package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

/** Watch folders and scripts in Karaf: deploy/, a configured folder, a restart of the bundle, and who a script is. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class WatchIT extends SwarmTestSupport {
    private static final String NAME = "watching";

    private Optional<Path> dropped = Optional.empty();

    @After
    public void clean() throws Exception {
        for (String pid : Set.of("org.torrentxt.watch", "org.torrentxt.script")) {
            Configuration[] all =
                    awaitService(ConfigurationAdmin.class).listConfigurations("(service.factoryPid=" + pid + ")");
            if (all != null) {
                for (Configuration each : all) {
                    each.delete();
                }
            }
        }
        if (dropped.isPresent()) {
            Files.deleteIfExists(dropped.get());
        }
    }

    private void configure(String pid, String name, Map<String, String> keys) throws Exception {
        Dictionary<String, Object> properties = new Hashtable<>(keys);
        properties.put("session", NAME);
        awaitService(ConfigurationAdmin.class)
                .getFactoryConfiguration(pid, name, "?")
                .update(properties);
    }

    private CreatedTorrent created(String name) throws Exception {
        return swarm.create(Content.write(swarm.folder(name), Map.of(name + ".bin", 50_000)), TorrentFormat.HYBRID);
    }

    private static Optional<Torrent> find(TorrentSession session, CreatedTorrent created) {
        return created.infoHashes().best().flatMap(session::find);
    }

    @Test
    public void aTorrentFileInDeployIsAdded() throws Exception {
        TorrentSession session = swarm.running("default");
        CreatedTorrent created = created("deployed");
        Path file = Path.of(System.getProperty("karaf.base"), "deploy", "deployed.torrent");
        dropped = Optional.of(file);
        Files.write(file, created.content());
        await("added", () -> find(session, created).isPresent());
        Files.delete(file);
        Torrent torrent = find(session, created).orElseThrow();
        assertThat(torrent.isValid()).isTrue();
        torrent.remove(true).toCompletableFuture().join();
    }

    @Test
    public void aFileInAConfiguredFolderIsAddedOnceOverARestartOfTheBundle() throws Exception {
        TorrentSession session = swarm.session(NAME);
        Path folder = Files.createDirectories(swarm.folder("watched"));
        configure(
                "org.torrentxt.watch",
                NAME,
                Map.of("folder", folder.toString(), "labels", "dropped", "paused", "true"));
        CreatedTorrent created = created("first");
        Files.write(folder.resolve("first.torrent"), created.content());
        await("added", () -> find(session, created).isPresent());
        Torrent torrent = find(session, created).orElseThrow();
        assertThat(torrent.labels()).containsExactly("dropped");
        torrent.remove(true).toCompletableFuture().join();

        Bundle bundle = installedBundle("org.torrentxt.policy");
        bundle.stop();
        bundle.start();
        CreatedTorrent other = created("second");
        Files.write(folder.resolve("second.torrent"), other.content());
        await("added", () -> find(session, other).isPresent());
        assertThat(find(session, created)).isEmpty();
        Files.writeString(folder.resolve("broken.torrent"), "d");
        await("the log", () -> karafLog().contains("file 'broken.torrent': "));
        await("its health", () -> executeCommand("torrent:doctor").contains("broken.torrent"));
    }

    @Test
    public void theLogOfItsOwnHasTheSessionAndTheTorrentAndWhoHasAddedIt() throws Exception {
        Path etc = Path.of(System.getProperty("karaf.etc"));
        Path configuration = etc.resolve("org.ops4j.pax.logging.cfg");
        String before = Files.readString(configuration);
        Path log = Path.of(System.getProperty("karaf.log"), "torrents.log");
        try {
            Files.writeString(
                    configuration, before + "\n" + Files.readString(etc.resolve("org.torrentxt.logging.cfg.example")));
            await("the log of its own", () -> Files.exists(log));
            TorrentSession session = swarm.session(NAME);
            Torrent torrent = Swarm.seed(session, created("logged"));
            String bundle = FrameworkUtil.getBundle(Swarm.class).getSymbolicName();
            awaitLine(log, torrent.id(), "added by bundle " + bundle + ": logged");
            CreatedTorrent typed = created("typed");
            executeCommand("torrent:add --session " + NAME + " --paused "
                    + typed.infoHashes().best().orElseThrow().hex());
            awaitLine(log, find(session, typed).orElseThrow().id(), "added by console user " + USER + ": ");
            Path folder = Files.createDirectories(swarm.folder("watched"));
            configure("org.torrentxt.watch", NAME, Map.of("folder", folder.toString(), "paused", "true"));
            CreatedTorrent watched = created("watched-file");
            Files.write(folder.resolve("watched.torrent"), watched.content());
            await("added", () -> find(session, watched).isPresent());
            awaitLine(
                    log,
                    find(session, watched).orElseThrow().id(),
                    "added by watch folder " + folder + ": watched-file");
        } finally {
            Files.writeString(configuration, before);
        }
    }

    private static void awaitLine(Path log, int torrent, String line) throws Exception {
        String text =
                " | INFO  | " + NAME + " | " + torrent + " | Session " + NAME + ": torrent " + torrent + " " + line;
        await(text, () -> Files.readString(log).contains(text));
    }

    @Test
    public void aScriptIsRunWithItsRolesOnceATorrentIsDownloaded() throws Exception {
        Path scripts = Files.createDirectories(Path.of(System.getProperty("karaf.etc"), "scripts"));
        Files.writeString(
                scripts.resolve("label.karaf"),
                "# what is done with films\necho \"complete: $torrentName in $torrentPath\"\n"
                        + "torrent:label --session $torrentSession --add told $torrent\n");
        Files.writeString(scripts.resolve("remove.karaf"), "torrent:remove --session $torrentSession $torrent\n");
        TorrentSession session = swarm.session(NAME);
        configure("org.torrentxt.script", "label", Map.of("script", "label.karaf", "roles", "manager"));
        configure("org.torrentxt.script", "remove", Map.of("script", "remove.karaf", "roles", "viewer"));
        await(
                "both scripts",
                () -> context.getServiceReferences(AlertListener.class, "(script=*.karaf)")
                                .size()
                        == 2);
        CreatedTorrent created = created("scripted");
        TorrentSession seeder = swarm.session("seeding");
        Swarm.seed(seeder, created);
        Torrent torrent = Swarm.leech(session, created, seeder);
        await("labelled by the script", () -> torrent.labels().contains("told"));
        await(
                "refused",
                () -> karafLog()
                        .contains("Script remove.karaf for torrent " + torrent.id() + " 'scripted' has failed"));
        String printed =
                "complete: scripted in " + torrent.status().orElseThrow().savePath();
        await(
                "what the other one has printed, once it has ended",
                () -> karafLog().contains(printed));
        assertThat(torrent.isValid()).isTrue();
    }
}
