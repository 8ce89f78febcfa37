package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;

/** The commands, run in Karaf's shell. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class ShellIT extends ShellTestSupport {
    @Test
    @Exercises({"torrent:create", "torrent:magnet", "torrent:add"})
    public void aFolderIsCreatedSeededAndFoundByMagnet() throws Exception {
        Path file = swarm.folder("content.torrent");
        String created =
                executeCommand("torrent:create" + SEEDER + "--out " + file + " --seed " + swarm.folder("content"));
        Torrent seed = onlyTorrentOf(seeder);
        assertThat(created)
                .contains("magnet:?", seed.infoHashes().best().orElseThrow().hex());
        assertThat(file).isNotEmptyFile();

        String magnet = executeCommand("torrent:magnet" + SEEDER + seed.id()).strip();
        assertThat(magnet).startsWith("magnet:?xt=urn:bt");
        String added = executeCommand(
                "torrent:add" + LEECHER + "--wait --timeout 30 --peer " + Swarm.endpoint(seeder) + " '" + magnet + "'");

        Torrent torrent = onlyTorrentOf(leecher);
        assertThat(added).contains("Added torrent " + torrent.id(), "Complete: 1");
        assertThat(Content.hashes(swarm.folder("leecher/content"))).isEqualTo(Content.hashes(swarm.folder("content")));
    }

    @Test
    @Exercises("torrent:create")
    public void aTorrentFileSaysWhatItsOptionsSay() throws Exception {
        Files.createSymbolicLink(swarm.folder("content").resolve("link.bin"), Path.of("b.bin"));
        Path file = swarm.folder("content.torrent");
        executeCommand("torrent:create --out " + file + " --tracker http://127.0.0.1:1/a,http://127.0.0.1:1/b"
                + " --dht-node 127.0.0.1:7777 --creator itests --date 2026-11-25T17:32:00Z --links skip "
                + swarm.folder("content"));
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("13:announce-listll20:http://127.0.0.1:1/a20:http://127.0.0.1:1/bee")
                .contains("10:created by6:itests", "13:creation datei1795627920e", "5:nodesll9:127.0.0.1i7777eee")
                .doesNotContain("link.bin");
        assertFails("torrent:create --links some " + swarm.folder("content"), "--links 'some'");
    }

    @Test
    @Exercises({"torrent:events", "torrent:connect", "torrent:resume", "torrent:watch", "torrent:pause"})
    public void aPausedTorrentIsConnectedResumedWatchedAndItsEndIsTold() throws Exception {
        Torrent seed = seeding();
        String added = executeCommand(
                "torrent:add" + LEECHER + "--paused '" + seed.magnetUri().orElseThrow() + "'");
        Torrent torrent = onlyTorrentOf(leecher);
        assertThat(added).contains("Added torrent " + torrent.id());
        assertThat(torrent.status()).get().extracting(TorrentStatus::isPaused).isEqualTo(true);
        CompletableFuture<String> events =
                background("torrent:events" + LEECHER + "--type torrentFinished --count 1 --timeout 30 --json");

        executeCommand("torrent:connect" + LEECHER + torrent.id() + " " + Swarm.endpoint(seeder));
        assertThat(executeCommand("torrent:resume" + LEECHER + torrent.id())).contains(String.valueOf(torrent.id()));

        assertThat(executeCommand("torrent:watch" + LEECHER + "--timeout 30 " + torrent.id()))
                .contains("Complete: " + torrent.id());
        JsonObject event = parse(events.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS), JsonObject.class);
        assertThat(event.get("name").getAsString()).isEqualTo("torrentFinished");
        assertThat(event.get("torrent").getAsInt()).isEqualTo(torrent.id());
        assertThat(event.get("infoHashV1").getAsString())
                .isEqualTo(seed.infoHashes().v1().orElseThrow().hex());
        executeCommand("torrent:pause" + LEECHER + "--all");
        await("pause", () -> torrent.status().orElseThrow().isPaused());
    }

    @Test
    @Exercises({"torrent:peers", "torrent:list", "torrent:files", "torrent:info", "torrent:session", "torrent:doctor"})
    public void listingsAreReadByPeopleAndByPrograms() throws Exception {
        Torrent seed = seeding();
        seeder.settings().set("upload_rate_limit", 100_000);
        Torrent torrent = leecher.add(AddTorrent.magnet(seed.magnetUri().orElseThrow())
                        .peer(Swarm.endpoint(seeder))
                        .started()
                        .build())
                .torrent();
        await("first piece", () -> !torrent.pieces().isEmpty());
        String id = String.valueOf(torrent.id());

        assertThat(executeCommand("torrent:peers" + LEECHER + id))
                .contains(Swarm.endpoint(seeder).toString());
        assertThat(array("torrent:peers" + LEECHER + id)
                        .get(0)
                        .getAsJsonObject()
                        .get("endpoint")
                        .getAsString())
                .isEqualTo(Swarm.endpoint(seeder).toString());
        assertThat(executeCommand("torrent:list" + LEECHER)).contains("content", "Name");
        assertThat(executeCommand("torrent:list" + LEECHER + "--no-format"))
                .contains("content")
                .doesNotContain("Name");
        JsonObject row = array("torrent:list" + LEECHER).get(0).getAsJsonObject();
        assertThat(row.get("id").getAsInt()).isEqualTo(torrent.id());
        assertThat(row.get("totalSize").getAsLong()).isEqualTo(4L * MIB + 1);
        assertThat(executeCommand("torrent:files" + LEECHER + id)).contains("a.bin", "b.bin");
        assertThat(array("torrent:files" + LEECHER + id))
                .extracting(file -> file.getAsJsonObject().get("path").getAsString())
                .containsExactly("content/a.bin", "content/b.bin");
        assertThat(executeCommand("torrent:info" + LEECHER + id))
                .contains("content", torrent.infoHashes().v2().orElseThrow().hex());
        assertThat(object("torrent:info" + LEECHER + torrent.infoHashes().v1().orElseThrow())
                        .get("magnetUri")
                        .getAsString())
                .startsWith("magnet:?");
        assertThat(executeCommand("torrent:session" + LEECHER))
                .contains("local", Swarm.endpoint(leecher).toString());
        assertThat(object("torrent:session" + LEECHER).get("numTorrents").getAsInt())
                .isEqualTo(1);
        assertThat(executeCommand("torrent:doctor")).contains("libtorrent", "leecher");
        assertThat(array("torrent:doctor")).isNotEmpty();
    }

    @Test
    @Exercises({"torrent:remove"})
    public void removingKeepsTheFilesUnlessToldOtherwise() throws Exception {
        Torrent torrent = seeding();
        executeCommand("torrent:remove" + SEEDER + torrent.id());
        assertThat(seeder.torrents()).isEmpty();
        assertThat(swarm.folder("content/a.bin")).exists();

        Torrent again = seeding();
        assertThat(again.id()).isNotEqualTo(torrent.id());
        executeCommand("torrent:remove" + SEEDER + "--delete-files " + again.id());
        await("deletion", () -> Files.notExists(swarm.folder("content")));
    }

    @Test
    @Exercises({"torrent:selftest"})
    public void theSelftestPassesAndLeavesNothing() throws Exception {
        assertThat(executeCommand("torrent:selftest --size 4MiB")).contains("Self-test passed");
        assertThat(context.getServiceReferences(TorrentSession.class, "(session.name=selftest*)"))
                .isEmpty();
    }

    @Test
    public void mistakesGetOneClearLine() throws Exception {
        Torrent torrent = seeding();
        String id = String.valueOf(torrent.id());
        assertFails("torrent:info" + SEEDER + "999", "999");
        assertFails("torrent:files" + SEEDER + "nonsense", "nonsense");
        assertFails("torrent:pause" + SEEDER + "999", "999");
        assertFails("torrent:list --session nobody", "nobody");
        assertFails("torrent:add" + SEEDER + "'magnet:?xt=urn:btih:nonsense'", "info-hash");
        assertFails("torrent:add" + SEEDER + "/no/such/file.torrent", "/no/such/file.torrent");
        assertFails("torrent:add" + SEEDER + "--path /proc/none " + "0".repeat(40), "/proc/none");
        assertFails("torrent:connect" + SEEDER + id + " localhost:nonsense", "localhost:nonsense");
        assertFails("torrent:connect" + SEEDER + id + " 192.0.2.1:6881", "192.0.2.1");
        assertFails("torrent:create /no/such/folder", "/no/such/folder");
        assertFails(
                "torrent:create --piece-size 7 --out " + swarm.folder("x.torrent") + " " + swarm.folder("content"),
                "7");
        assertFails("torrent:events" + SEEDER + "--type nonsense", "nonsense");

        assertThat(onlyTorrentOf(seeder)).isSameAs(torrent);
        assertThat(torrent.isValid()).isTrue();
    }

    @Test
    public void everyCommandIsExercisedByATest() throws Exception {
        executeCommand("torrent:doctor");
        Set<String> commands = ourCommands();
        Set<String> exercised = Stream.of(
                        ShellIT.class,
                        TorrentCommandsIT.class,
                        SessionCommandsIT.class,
                        DhtCommandsIT.class,
                        CategoryIT.class,
                        PolicyIT.class,
                        FleetIT.class)
                .flatMap(test -> Arrays.stream(test.getMethods()))
                .map(method -> method.getAnnotation(Exercises.class))
                .filter(Objects::nonNull)
                .flatMap(named -> Arrays.stream(named.value()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(commands).contains("torrent:list", "dht:state", "fleet:list");
        assertThat(exercised).isEqualTo(commands);
    }

    @Test
    public void everyCommandHelpsWithAnExample() throws Exception {
        executeCommand("torrent:doctor");
        for (String command : ourCommands()) {
            assertThat(executeCommand(command + " --help")).as(command).contains("DESCRIPTION", "SYNTAX", "Example: ");
        }
    }

    private Set<String> ourCommands() throws Exception {
        return commands().stream()
                .filter(command -> command.matches("(torrent|dht|fleet):.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    public void hostileTorrentFilesAreRefused() throws Exception {
        for (String name : List.of(
                "invalid_info.torrent",
                "negative_size.torrent",
                "v2_deep_recursion.torrent",
                "v2_invalid_piece_layer.torrent",
                "v2_mismatching_metadata.torrent",
                "missing_path_list.torrent",
                "no_files.torrent")) {
            Path file = swarm.folder(name);
            try (var content = getClass().getResourceAsStream("/torrents/" + name)) {
                Files.copy(content, file);
            }
            assertFails("torrent:add" + SEEDER + file, "torrent");
        }
        assertThat(seeder.torrents()).isEmpty();
        assertThat(seeder.listenEndpoints()).isNotEmpty();
    }
}
