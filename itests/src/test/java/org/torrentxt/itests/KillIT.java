package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentFormat;

/**
 * A Karaf that downloads is killed again and again, at random moments; {@code -Pnightly} has the long form. A failure
 * shows the seed of the moments: {@code -Dkill.seed=N} repeats them.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(SharedKaraf.class)
public class KillIT extends SwarmTestSupport {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int MIB = 1024 * 1024;
    private static final int KILLS = Integer.getInteger("kill.count", 2);
    private static final int CONTENT_MIB = Integer.getInteger("kill.mib", 112);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long RATE = 8 * MIB;
    /** What was sent, but is not in a complete piece: in buffers of sockets and disks, and in pieces. */
    private static final long UNDERWAY = 4 * MIB;

    private static final String KILLED = "killed";

    private Torrent seed;

    private TorrentSession startSeeder() throws Exception {
        TorrentSession seeder = swarm.session("seeder", Map.of("upload.rate.limit", String.valueOf(RATE)));
        int half = CONTENT_MIB / 2 * MIB;
        Path content = Content.write(swarm.folder("content"), Map.of("a.bin", half + 1, "b.bin", half - 1));
        seed = Swarm.seed(seeder, swarm.create(content, TorrentFormat.V1));
        return seeder;
    }

    @Test
    public void whatWasVerifiedBeforeTheLastIntervalIsNotFetchedAgain() throws Exception {
        TorrentSession seeder = startSeeder();
        Random random = new Random(SEED);
        long size = seed.status().orElseThrow().totalSize();
        try (OtherKaraf karaf = new OtherKaraf(swarm.folder("other-karaf"))) {
            karaf.configure(
                    KILLED,
                    Map.of(
                            "resume.interval", String.valueOf(INTERVAL.toSeconds()),
                            "save.path", swarm.folder(KILLED).toString()));
            karaf.start();
            Assortment others = new Assortment(karaf::enter, KILLED, swarm);
            others.add(swarm.session("source"));
            Map<Integer, Map<String, String>> before = others.state();
            int id = others.add("--started --peer " + Swarm.endpoint(seeder) + " '"
                    + seed.magnetUri().orElseThrow() + "'");

            for (int kill = 1; kill <= KILLS; kill++) {
                awaitSent((long) ((0.5 + random.nextDouble() / 2) * size / (KILLS + 2)));
                karaf.kill();
                karaf.start();
                others.awaitState(before);
                assertThat(others.ids()).as("kill %s, seed %s", kill, SEED).hasSize(before.size() + 1);
                StateFiles.awaitNothingElse(karaf.state(KILLED));
                others.awaitDownloading(id);
                karaf.enter("torrent:connect --session killed " + id + " " + Swarm.endpoint(seeder));
            }

            assertThat(karaf.enter("torrent:watch --session killed --timeout 500 " + id, Duration.ofSeconds(510)))
                    .as("seed %s", SEED)
                    .contains("Complete: " + id);
            assertThat(Content.hashes(swarm.folder(KILLED).resolve("content")))
                    .isEqualTo(Content.hashes(swarm.folder("content")));
            assertThat(sent() - size)
                    .as("bytes sent again after %s kills, seed %s", KILLS, SEED)
                    .isBetween(0L, KILLS * (RATE * INTERVAL.toSeconds() + UNDERWAY));
            LOG.info("{} kills while {} bytes were downloaded: {} bytes sent again", KILLS, size, sent() - size);
            karaf.stop();
            assertThat(StateFiles.torrents(karaf.state(KILLED))).isEqualTo(before.size() + 1);
            StateFiles.awaitNothingElse(karaf.state(KILLED));
        }
    }

    private long sent() {
        return seed.status().orElseThrow().allTimeUpload();
    }

    private void awaitSent(long bytes) throws Exception {
        long before = sent();
        Await.until(bytes + " more bytes", () -> sent() >= before + bytes);
    }
}
