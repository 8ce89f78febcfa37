package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.history.SessionHistory;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** The commands that show or change one torrent, run in Karaf's shell. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class TorrentCommandsIT extends ShellTestSupport {
    /** A torrent of the leecher that has its metadata, was checked, and has no peers. */
    private Torrent waiting() throws Exception {
        Torrent seed = seeding();
        Torrent torrent = leecher.add(AddTorrent.torrentBytes(seed.torrentFile().orElseThrow())
                        .started()
                        .build())
                .torrent();
        // of the session, so that commands do not show an earlier one
        await(
                "it is checked",
                () -> leecher.statuses().stream()
                        .filter(status -> status.id() == torrent.id())
                        .anyMatch(status -> status.state() == TorrentState.DOWNLOADING));
        return torrent;
    }

    private void connect(Torrent torrent) throws Exception {
        torrent.connectPeer(Swarm.endpoint(seeder));
    }

    private static List<Integer> ints(JsonElement array) {
        return IntStream.range(0, array.getAsJsonArray().size())
                .map(i -> array.getAsJsonArray().get(i).getAsInt())
                .boxed()
                .toList();
    }

    @Test
    @Exercises({
        "torrent:trackers",
        "torrent:tracker-add",
        "torrent:tracker-remove",
        "torrent:reannounce",
        "torrent:scrape"
    })
    public void trackersAreAddedAskedAndRemoved() throws Exception {
        // otherwise the engine uses only the path /announce of a tracker on this host
        seeder.settings().set("ssrf_mitigation", false);
        Torrent torrent = seeding();
        String id = String.valueOf(torrent.id());
        assertThat(executeCommand("torrent:trackers" + SEEDER + id)).contains("No trackers");

        try (LocalWeb web = new LocalWeb(swarm.folder("content"))) {
            String url = web.url("/announce");
            assertThat(executeCommand("torrent:tracker-add" + SEEDER + "--tier 1 " + id + " " + url))
                    .contains("Trackers added: 1");
            JsonObject row = array("torrent:trackers" + SEEDER + id).get(0).getAsJsonObject();
            assertThat(row.get("url").getAsString()).isEqualTo(url);
            assertThat(row.get("tier").getAsInt()).isEqualTo(1);
            await("first announce", () -> web.announces() > 0);
            await("answer", () -> torrent.trackers().get(0).verified());

            int before = web.announces();
            executeCommand("torrent:reannounce" + SEEDER + id);
            await("another announce", () -> web.announces() > before);
            assertThat(executeCommand("torrent:scrape" + SEEDER + "--wait --timeout 30 " + id))
                    .contains("Scraped: " + id);
            assertThat(executeCommand("torrent:info" + SEEDER + id)).contains("3 seeds, 2 leechers");
            assertThat(executeCommand("torrent:trackers" + SEEDER + id)).contains(" working ", url);

            assertFails("torrent:tracker-remove" + SEEDER + id + " http://127.0.0.1:1/announce", url);
            executeCommand("torrent:tracker-remove" + SEEDER + id + " " + url);
            assertThat(array("torrent:trackers" + SEEDER + id)).isEmpty();
        }
    }

    @Test
    @Exercises("torrent:tracker-replace")
    public void trackersAreReplacedTierByTierAndRemovedAltogether() throws Exception {
        Torrent torrent = seeding();
        String id = String.valueOf(torrent.id());
        torrent.addTracker("http://127.0.0.1:1/before", 0);
        assertThat(executeCommand("torrent:tracker-replace" + SEEDER + id
                        + " http://127.0.0.1:1/a,http://127.0.0.1:1/b http://127.0.0.1:1/c"))
                .contains("Trackers set: 3 of torrent " + id);
        assertThat(torrent.trackers())
                .extracting(tracker -> tracker.tier() + " " + tracker.url())
                .containsExactlyInAnyOrder(
                        "0 http://127.0.0.1:1/a", "0 http://127.0.0.1:1/b", "1 http://127.0.0.1:1/c");

        assertFails("torrent:tracker-replace" + SEEDER + id + " nonsense", "nonsense");
        assertFails("torrent:tracker-replace" + SEEDER + id, "--none");
        assertThat(torrent.trackers()).hasSize(3);
        executeCommand("torrent:tracker-replace" + SEEDER + "--none " + id);
        assertThat(torrent.trackers()).isEmpty();
    }

    @Test
    @Exercises({"torrent:web-seeds", "torrent:web-seed-add", "torrent:web-seed-remove"})
    public void aWebSeedFeedsADownloadOnceItIsAdded() throws Exception {
        Torrent torrent = waiting();
        String id = String.valueOf(torrent.id());
        try (LocalWeb web = new LocalWeb(swarm.folder(""))) {
            executeCommand("torrent:web-seed-add" + LEECHER + id + " " + web.url("/files/"));
            assertThat(executeCommand("torrent:web-seeds" + LEECHER + id)).contains(web.url("/files/"));
            assertThat(array("torrent:web-seeds" + LEECHER + id).get(0).getAsString())
                    .isEqualTo(web.url("/files/"));

            Swarm.awaitFinished(torrent);
            executeCommand("torrent:web-seed-remove" + LEECHER + id + " " + web.url("/files/"));
            assertThat(executeCommand("torrent:web-seeds" + LEECHER + id)).contains("No web seeds");
        }
    }

    @Test
    @Exercises("torrent:pieces")
    public void piecesAreDrawnAndListed() throws Exception {
        Torrent torrent = waiting();
        String id = String.valueOf(torrent.id());
        int count = torrent.status().orElseThrow().numPieces();
        assertThat(executeCommand("torrent:pieces" + LEECHER + id))
                .contains("0 of " + count + " pieces of ", "missing");

        connect(torrent);
        Swarm.awaitFinished(torrent);
        assertThat(executeCommand("torrent:pieces" + LEECHER + id)).contains(count + " of " + count + " pieces of ");
        JsonObject pieces = object("torrent:pieces" + LEECHER + id);
        assertThat(ints(pieces.get("pieces")))
                .isEqualTo(IntStream.range(0, count).boxed().toList());
        assertThat(pieces.get("piecesDone").getAsInt()).isEqualTo(count);
        assertThat(ints(pieces.get("priorities"))).hasSize(count).containsOnly(4);
    }

    @Test
    @Exercises({"torrent:priority", "torrent:piece-priority", "torrent:deadline"})
    public void filesAndPiecesAreSkippedWantedFirstAndInTime() throws Exception {
        Torrent torrent = waiting();
        String id = String.valueOf(torrent.id());
        executeCommand("torrent:priority" + LEECHER + id + " skip 0");
        await("priority", () -> torrent.files().get(0).priority().equals(FilePriority.SKIP));
        assertThat(executeCommand("torrent:files" + LEECHER + id)).contains("skip", "normal");
        executeCommand("torrent:piece-priority" + LEECHER + id + " top 200");
        await("priority", () -> torrent.piecePriorities().get(200).equals(FilePriority.TOP));
        assertThat(executeCommand("torrent:deadline" + LEECHER + id + " 60 200-201"))
                .contains("Due in 1m 00s: 2 pieces");
        executeCommand("torrent:deadline" + LEECHER + "--clear " + id);

        connect(torrent);
        Swarm.awaitFinished(torrent);
        assertThat(torrent.files().get(0).progress()).isZero();
        executeCommand("torrent:priority" + LEECHER + "--all " + id + " normal");
        await(
                "the rest",
                () -> torrent.status().filter(TorrentStatus::isSeeding).isPresent());
        assertThat(Content.hashes(swarm.folder("leecher/content"))).isEqualTo(Content.hashes(swarm.folder("content")));

        assertFails("torrent:priority" + LEECHER + id + " fast 0", "invalid priority 'fast'");
        assertFails("torrent:priority" + LEECHER + id + " top 99", "no such file: 99");
        assertFails("torrent:piece-priority" + LEECHER + id + " top 0-99999", "no such piece: 0-99999");
        assertFails("torrent:deadline" + LEECHER + id + " 60", "specify pieces");
    }

    @Test
    @Exercises("torrent:limit")
    public void limitsAreSetShownAndLifted() throws Exception {
        Torrent torrent = waiting();
        String id = String.valueOf(torrent.id());
        executeCommand("torrent:limit" + LEECHER + "--down 2MiB --up 500KiB --connections 7 --uploads 3 " + id);
        assertThat(torrent.downloadLimit()).isEqualTo(2 * MIB);
        assertThat(torrent.uploadLimit()).isEqualTo(500 * 1024);
        assertThat(torrent.maxConnections()).isEqualTo(7);
        assertThat(torrent.maxUploads()).isEqualTo(3);
        assertThat(executeCommand("torrent:limit" + LEECHER)).contains("2.0 MiB/s", "500.0 KiB/s");
        assertThat(array("torrent:limit" + LEECHER + id)
                        .get(0)
                        .getAsJsonObject()
                        .get("downloadLimit")
                        .getAsLong())
                .isEqualTo(2 * MIB);

        executeCommand("torrent:limit" + LEECHER + "--down none --connections none --all");
        assertThat(torrent.downloadLimit()).isZero();
        assertThat(torrent.uploadLimit()).isEqualTo(500 * 1024);
        assertThat(torrent.maxConnections()).isEqualTo(-1);
        assertFails("torrent:limit" + LEECHER + "--down 1MiB --connections 1 " + id, "connections");
        assertThat(torrent.downloadLimit()).as("nothing is changed by half").isZero();
    }

    @Test
    @Exercises("torrent:flags")
    public void flagsAreSetShownAndUnset() throws Exception {
        Torrent torrent = waiting();
        String id = String.valueOf(torrent.id());
        torrent.setFlag(TorrentFlag.DISABLE_PEX, true);
        executeCommand("torrent:flags" + LEECHER + "--set sequential_download --unset disable_pex " + id);
        assertThat(torrent.flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD).doesNotContain(TorrentFlag.DISABLE_PEX);
        assertThat(executeCommand("torrent:flags" + LEECHER + id)).contains("sequential_download");
        assertThat(array("torrent:flags" + LEECHER)
                        .get(0)
                        .getAsJsonObject()
                        .get("flags")
                        .toString())
                .contains("sequential_download");
        executeCommand("torrent:flags" + LEECHER + "--unset sequential_download " + id);
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        assertFails("torrent:flags" + LEECHER + "--set fast " + id, "sequential_download");
        assertFails("torrent:flags" + LEECHER + "--unset apply_ip_filter " + id, "network=local");
    }

    @Test
    @Exercises({"torrent:label", "torrent:attribute"})
    public void labelsAndAttributesAreSetShownAndSelectedBy() throws Exception {
        String id = String.valueOf(waiting().id());
        executeCommand("torrent:add" + LEECHER + "--paused --label 'linux,to do' --attribute com.acme.order=4711 "
                + "0123456789abcdef0123456789abcdef01234567");
        Torrent added = leecher.find(new InfoHash("0123456789abcdef0123456789abcdef01234567"))
                .orElseThrow();
        assertThat(added.labels()).containsExactly("linux", "to do");
        assertThat(executeCommand("torrent:label" + LEECHER + "--add linux,iso " + id))
                .contains("Labels changed: " + id);
        assertThat(executeCommand("torrent:label" + LEECHER + added.id())).contains("linux, to do");
        assertThat(executeCommand("torrent:list" + LEECHER + "--label linux --label iso"))
                .contains("iso, linux")
                .doesNotContain("to do");
        assertThat(array("torrent:list" + LEECHER + "--label linux")).hasSize(2);
        executeCommand("torrent:resume" + LEECHER + "--label 'linux,to do'");
        await(
                "resumed",
                () -> !added.status().orElseThrow().isPaused() || added.flags().contains(TorrentFlag.AUTO_MANAGED));
        assertFails("torrent:pause" + LEECHER + "--label nothing", "with label nothing");
        executeCommand("torrent:label" + LEECHER + "--remove iso --all");
        executeCommand("torrent:label" + LEECHER + "--clear " + added.id());
        assertThat(array("torrent:label" + LEECHER + id)
                        .get(0)
                        .getAsJsonObject()
                        .get("labels")
                        .toString())
                .isEqualTo("[\"linux\"]");
        executeCommand(
                "torrent:attribute" + LEECHER + "--set com.acme.delivered=true --remove com.acme.order " + added.id());
        assertThat(added.attributes()).isEqualTo(Map.of("com.acme.delivered", "true"));
        assertThat(executeCommand("torrent:attribute" + LEECHER)).contains("com.acme.delivered", "true");
        assertThat(executeCommand("torrent:info" + LEECHER + added.id())).contains("Attributes", "com.acme.delivered");
    }

    @Test
    @Exercises("torrent:queue")
    public void torrentsMoveInTheQueue() throws Exception {
        List<Torrent> torrents = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> AddTorrent.infoHash(new InfoHash(String.format("%040x", i))))
                .map(request -> leecher.add(request.build()).torrent())
                .toList();
        Torrent last = torrents.get(2);
        executeCommand("torrent:queue" + LEECHER + "--to top " + last.id());
        await("top", () -> last.queuePosition() == 0);
        assertThat(array("torrent:queue" + LEECHER)
                        .get(0)
                        .getAsJsonObject()
                        .get("id")
                        .getAsInt())
                .isEqualTo(last.id());
        assertThat(executeCommand("torrent:queue" + LEECHER)).contains("Position", last.toString());
        executeCommand("torrent:queue" + LEECHER + "--to 1 " + last.id());
        await("place 1", () -> last.queuePosition() == 1);
        assertFails("torrent:queue" + LEECHER + "--to front " + last.id(), "bottom");
    }

    @Test
    @Exercises({"torrent:move", "torrent:recheck", "torrent:rename"})
    public void filesAreMovedRenamedAndChecked() throws Exception {
        Torrent torrent = seeding();
        String id = String.valueOf(torrent.id());
        Path moved = swarm.folder("moved");
        assertThat(executeCommand("torrent:move" + SEEDER + "--path " + moved + " --wait --timeout 30 " + id))
                .contains("Moved: " + id);
        assertThat(moved.resolve("content/a.bin")).exists();
        assertThat(swarm.folder("content/a.bin")).doesNotExist();

        assertThat(executeCommand("torrent:rename" + SEEDER + id + " 0 content/first.bin"))
                .contains("content/first.bin");
        assertThat(moved.resolve("content/first.bin")).exists();
        assertFails("torrent:rename" + SEEDER + id + " 0 /elsewhere", "/elsewhere");
        assertFails("torrent:rename" + SEEDER + id + " 99 content/x", "no such file: 99");

        Files.write(moved.resolve("content/first.bin"), new byte[3 * MIB]);
        assertThat(executeCommand("torrent:recheck" + SEEDER + "--wait --timeout 30 " + id))
                .contains("Checked: " + id);
        TorrentStatus status = torrent.status().orElseThrow();
        assertThat(status.piecesDone()).isBetween(1, status.numPieces() - 1);
        assertFails("torrent:move" + SEEDER + "--path /proc/none " + id, "/proc/none");
        assertFails("torrent:recheck" + SEEDER + "--timeout 30 " + id, "--wait");
    }

    @Test
    @Exercises("torrent:clear-error")
    public void aTorrentGoesOnOnceItsErrorIsMendedAndCleared() throws Exception {
        Torrent torrent = waiting();
        String id = String.valueOf(torrent.id());
        Path obstacle = Files.writeString(
                Files.createDirectories(swarm.folder("leecher")).resolve("content"), "a file");
        connect(torrent);
        await("error", () -> !torrent.status().orElseThrow().error().isEmpty());
        assertFails("torrent:watch" + LEECHER + id, "torrent " + id + " stopped");

        Files.delete(obstacle);
        executeCommand("torrent:clear-error" + LEECHER + id);
        connect(torrent);
        Swarm.awaitFinished(torrent);
    }

    @Test
    @Exercises({"torrent:resume-data", "torrent:add"})
    public void aTorrentComesBackByItsResumeData() throws Exception {
        Torrent torrent = waiting();
        connect(torrent);
        Swarm.awaitFinished(torrent);
        Path file = swarm.folder("1.resume");
        executeCommand("torrent:resume-data" + LEECHER + "--out " + file + " " + torrent.id());
        assertThat(file).isNotEmptyFile();
        assertFails("torrent:resume-data" + LEECHER + "--out " + file + " " + torrent.id(), "--force");
        torrent.remove(false);

        assertThat(executeCommand("torrent:add" + LEECHER + "--resume " + file + " --wait --timeout 30"))
                .contains("Complete: ");
        assertThat(onlyTorrentOf(leecher).infoHashes()).isEqualTo(torrent.infoHashes());
        assertFails("torrent:add" + LEECHER, "--resume FILE");
    }

    @Test
    @Exercises("torrent:cat")
    public void aFileIsWrittenWhileItIsDownloaded() throws Exception {
        Torrent seed = seeding();
        Torrent torrent = leecher.add(AddTorrent.torrentBytes(seed.torrentFile().orElseThrow())
                        .started()
                        .build())
                .torrent();
        connect(torrent);
        Path file = swarm.folder("start.bin");
        String command = "torrent:cat" + LEECHER + "--range 0-99999 --out " + file + " " + torrent.id() + " 0";
        assertThat(executeCommand(command)).contains("Written: " + file);
        assertThat(Files.size(file)).isEqualTo(100_000);
        assertFails(command, "--force");
        assertFails("torrent:cat" + LEECHER + "--range 5-1 " + torrent.id() + " 0", "invalid range");
    }

    @Test
    @Exercises("torrent:export")
    public void aTorrentThatCameByMagnetIsExportedOnceItsMetadataIsKnown() throws Exception {
        Torrent seed = seeding();
        Torrent torrent = leecher.add(AddTorrent.magnet(seed.magnetUri().orElseThrow())
                        .started()
                        .build())
                .torrent();
        Path file = swarm.folder("exported.torrent");
        String command = "torrent:export" + LEECHER + "--out " + file + " " + torrent.id();
        assertFails(command, "its metadata");
        assertThat(file).doesNotExist();

        connect(torrent);
        Swarm.awaitFinished(torrent);
        await("piece layers", () -> torrent.torrentFile().isPresent());
        assertThat(executeCommand(command)).contains("Written: " + file);
        assertFails(command, "--force");
        torrent.remove(false);
        Torrent again = leecher.add(AddTorrent.torrentFile(file).build()).torrent();
        assertThat(again.infoHashes()).isEqualTo(seed.infoHashes());
    }

    @Test
    @Exercises({"torrent:backup", "torrent:restore"})
    public void whatWasBackedUpIsRestoredAndSeedsAtOnce() throws Exception {
        Torrent torrent = seeding();
        torrent.setLabels(Set.of("music"));
        Path zip = swarm.folder("backup.zip");
        assertThat(executeCommand("torrent:backup" + SEEDER + zip)).contains("Written: " + zip, "1 torrent");
        assertFails("torrent:backup" + SEEDER + zip, "--force");
        torrent.remove(false).toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThat(executeCommand("torrent:restore" + SEEDER + "--dry-run " + zip))
                .contains("Would add: 1");
        assertThat(seeder.torrents()).isEmpty();
        assertThat(executeCommand("torrent:restore" + SEEDER + zip)).contains("Added: 1");

        Torrent restored = onlyTorrentOf(seeder);
        assertThat(restored.id()).isEqualTo(torrent.id());
        assertThat(restored.labels()).containsExactly("music");
        Torrent copy = leecher.add(
                        AddTorrent.torrentBytes(restored.torrentFile().orElseThrow())
                                .started()
                                .build())
                .torrent();
        connect(copy);
        Swarm.awaitFinished(copy);
        assertThat(executeCommand("torrent:restore" + SEEDER + zip)).contains("already there: 1");
    }

    @Test
    @Exercises({"torrent:export", "torrent:import"})
    public void exportedTorrentsAreImportedWithTheirProgress() throws Exception {
        Torrent torrent = seeding();
        Path folder = swarm.folder("exported");
        assertThat(executeCommand("torrent:export" + SEEDER + "--state " + folder + " --all"))
                .contains("Exported to " + folder + ": " + torrent.id());

        String command = "torrent:import" + LEECHER + "--from libtorrent ";
        assertThat(executeCommand(command + "--dry-run " + folder)).contains("Would add: 1");
        assertThat(executeCommand(command + folder)).contains("Added: 1");
        Torrent imported = onlyTorrentOf(leecher);
        assertThat(imported.infoHashes()).isEqualTo(torrent.infoHashes());
        await(
                "it seeds",
                () -> imported.status().filter(TorrentStatus::isSeeding).isPresent());
        assertFails(command + swarm.folder("none"), "none");
    }

    @Test
    @Exercises("torrent:add")
    public void aTorrentIsAddedByTheUrlOfItsFileWithFlags() throws Exception {
        Torrent seed = seeding();
        Files.write(swarm.folder("content.torrent"), seed.torrentFile().orElseThrow());
        try (LocalWeb web = new LocalWeb(swarm.folder(""))) {
            JsonObject added = object("torrent:add" + LEECHER + "--paused --sequential --flags disable_dht,disable_pex "
                    + web.url("/files/content.torrent"));
            assertThat(added.get("isPaused").getAsBoolean()).isTrue();
        }
        assertThat(onlyTorrentOf(leecher).flags())
                .contains(TorrentFlag.SEQUENTIAL_DOWNLOAD, TorrentFlag.DISABLE_DHT, TorrentFlag.DISABLE_PEX);
        assertFails("torrent:add" + LEECHER + "http://192.0.2.1/a.torrent", "network is local");
    }

    @Test
    @Exercises("torrent:add")
    public void aTorrentBeginsWithWhatItsOptionsSay() throws Exception {
        Torrent seed = seeding();
        Path file =
                Files.write(swarm.folder("content.torrent"), seed.torrentFile().orElseThrow());
        executeCommand("torrent:add" + LEECHER + "--skip 0 --down 2MiB --up 500KiB --connections 7 --uploads 3"
                + " --tracker http://127.0.0.1:1/announce --web-seed http://127.0.0.1:1/files/ --paused " + file);
        Torrent torrent = onlyTorrentOf(leecher);
        assertThat(torrent.files().get(0).priority()).isEqualTo(FilePriority.SKIP);
        assertThat(torrent.files().get(1).priority()).isEqualTo(FilePriority.NORMAL);
        assertThat(torrent.downloadLimit()).isEqualTo(2 * MIB);
        assertThat(torrent.uploadLimit()).isEqualTo(500 * 1024);
        assertThat(torrent.maxConnections()).isEqualTo(7);
        assertThat(torrent.maxUploads()).isEqualTo(3);
        assertThat(torrent.trackers().get(0).url()).isEqualTo("http://127.0.0.1:1/announce");
        assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:1/files/");
        torrent.remove(false);

        executeCommand("torrent:add" + LEECHER + "--started --name album " + "ab".repeat(20));
        assertThat(onlyTorrentOf(leecher)).hasToString("album");
        assertThat(onlyTorrentOf(leecher).flags()).doesNotContain(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);
        assertFails("torrent:add" + LEECHER + "--skip 9 " + file, "no such file: 9");
        assertFails("torrent:add" + LEECHER + "--skip some " + file, "invalid index 'some' for --skip");
    }

    @Test
    @Exercises({"torrent:pause", "torrent:resume"})
    public void whatFailsInABatchIsGatheredAndTheRestIsDone() throws Exception {
        List<Torrent> torrents = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> AddTorrent.infoHash(new InfoHash(String.format("%040x", i))))
                .map(request -> leecher.add(request.started().build()).torrent())
                .toList();
        int first = torrents.get(0).id();
        int last = torrents.get(2).id();
        Throwable failure = catchThrowable(
                () -> executeCommand("torrent:pause" + LEECHER + "999 " + first + "-" + last + " nonsense"));
        assertThat(failure).hasMessageStartingWith("2 failed: 999 (").hasMessageContaining("nonsense (");
        assertThat(torrents)
                .allSatisfy(torrent ->
                        assertThat(torrent.status().orElseThrow().isPaused()).isTrue());
        assertThat(executeCommand("torrent:resume" + LEECHER + "--all"))
                .contains("Resumed: " + first + ", " + (first + 1) + ", " + last);
        assertThat(torrents).allSatisfy(torrent -> assertThat(torrent.flags()).contains(TorrentFlag.AUTO_MANAGED));
        await(
                "the queue starts one",
                () -> torrents.stream()
                        .anyMatch(torrent -> !torrent.status().orElseThrow().isPaused()));
        assertFails("torrent:pause" + LEECHER, "--all");
    }

    @Test
    @Exercises("torrent:watch")
    public void whoeverEndsTheWatchingLeavesTheTorrentAsItIs() throws Exception {
        Torrent torrent = waiting();
        CompletableFuture<String> watching = background("torrent:watch" + LEECHER + torrent.id());
        // what Karaf does on Ctrl-C
        threadIn("org.torrentxt.shell.add.WatchCommand").interrupt();

        assertThat(watching.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)).doesNotContain("Complete");
        assertThat(torrent.status().orElseThrow().isPaused()).isFalse();
        connect(torrent);
        Swarm.awaitFinished(torrent);
    }

    @Test
    @Exercises("torrent:top")
    public void topPrintsOneScreenWhereThereIsNoTerminal() throws Exception {
        waiting();

        assertThat(executeCommand("torrent:top" + LEECHER + "--sort name"))
                .contains("Session leecher (local): 1 torrent: 1 downloading", "sorted by name", "content")
                .doesNotContain("\u001b");
        assertFails("torrent:top" + LEECHER + "--sort colour", "invalid --sort 'colour': expected id");
    }

    @Test
    @Exercises("torrent:stats")
    public void statsSumUpTheTorrents() throws Exception {
        waiting();

        assertThat(executeCommand("torrent:stats" + LEECHER).replaceAll(" +", " "))
                .contains("Session leecher", "Torrents 1", "States 1 downloading", "First added 20");
        assertThat(executeCommand("torrent:stats" + LEECHER + "--by category --no-format"))
                .startsWith("none\t1\t0\t");
    }

    @Test
    @Exercises("torrent:graph")
    public void ratesAreRecordedFromTheStartOfASession() throws Exception {
        await(
                "the session",
                () -> awaitService(SessionHistory.class).rates("leecher").isPresent());

        assertThat(executeCommand("torrent:graph" + LEECHER)).contains("Down  ", "Up  ");
        assertThat(object("torrent:graph" + LEECHER).getAsJsonArray("downloadRates"))
                .hasSize(1440);
    }

    @Test
    public void topTakesTheWholeTerminalUntilItIsLeftOrItsSessionStops() throws Exception {
        waiting();
        try (LiveConsole console = new LiveConsole(sessions)) {
            CompletableFuture<Void> running = console.enter("torrent:top --session leecher");
            await("the torrent", () -> console.received().contains("content"));
            console.type("n");
            await("another order", () -> console.received().contains("sorted by name"));
            console.type("q");
            running.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(console.received()).contains(LiveConsole.WHOLE_SCREEN, LiveConsole.FORMER_SCREEN);

            CompletableFuture<Void> stopped = console.enter("torrent:top --session leecher");
            await("again", () -> console.received().split("sorted by down", -1).length > 2);
            swarm.deconfigure("leecher");
            assertThat(catchThrowable(() -> stopped.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)))
                    .hasMessageContaining("leecher");
            assertThat(console.received().split(Pattern.quote(LiveConsole.FORMER_SCREEN), -1))
                    .as("given back twice")
                    .hasSize(3);
        }
    }

    private static Thread threadIn(String type) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(type)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no thread is in " + type))
                .getKey();
    }
}
