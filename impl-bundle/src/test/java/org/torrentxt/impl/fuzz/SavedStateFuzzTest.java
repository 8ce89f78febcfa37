package org.torrentxt.impl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.state.SpoiledStates;

/**
 * Sessions start with changed state files, most with the right checksum: each torrent is loaded, or set aside, or left
 * and reported, and intact ones are loaded. In a JVM of its own. The number of a case is its seed:
 * {@code -Dstate.session.first=N -Dstate.session.cases=1} repeats one.
 */
class SavedStateFuzzTest {
    private static final int FIRST = Integer.getInteger("state.session.first", 0);
    private static final int CASES = Integer.getInteger("state.session.cases", 2_000);
    private static final int BLOCK = 20_000;

    @TempDir
    Path folder;

    @Test
    void aSessionStartsWithWhateverIsInItsStateFolder() throws IOException, InterruptedException {
        for (int first = FIRST; first < FIRST + CASES; first += BLOCK) {
            ForkedJvm.assertSurvives(
                    Cases.class,
                    folder.resolve("from-" + first),
                    Duration.ofSeconds(300),
                    folder.resolve("from-" + first).toString(),
                    String.valueOf(first),
                    String.valueOf(Math.min(BLOCK, FIRST + CASES - first)));
        }
    }

    /** What runs in the other JVM. */
    static final class Cases {
        private static final int TOGETHER = 200; // torrents in one session
        private static final int GOOD = 1;

        private Cases() {}

        public static void main(String[] arguments) throws Exception {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
            Path folder = Path.of(arguments[0]);
            int first = Integer.parseInt(arguments[1]);
            int count = Integer.parseInt(arguments[2]);
            for (int number = first; number < first + count; number += TOGETHER) {
                System.out.println("cases from " + number);
                run(folder.resolve("session-" + number), number, Math.min(TOGETHER, first + count - number));
            }
            ForkedJvm.survived();
        }

        private static void run(Path place, int first, int count) throws IOException {
            Path state = Files.createDirectories(place.resolve("state"));
            Path downloads = Files.createDirectories(place.resolve("downloads"));
            Files.write(state.resolve(GOOD + ".resume"), SpoiledStates.torrent(GOOD, downloads));
            for (int i = 0; i < count; i++) {
                int id = GOOD + 1 + i;
                Random random = new Random((first + i) * 0x9E3779B97F4A7C15L);
                Files.write(state.resolve(id + ".resume"), SpoiledStates.mutated(id, downloads, random));
            }
            for (Map.Entry<String, byte[]> file : SpoiledStates.ofSession().entrySet()) {
                Files.write(
                        state.resolve(file.getKey()),
                        SpoiledStates.mutated(
                                file.getValue(),
                                new Random(first + file.getKey().hashCode())));
            }
            for (int run = 1; run <= 2; run++) {
                verify(state, downloads, count);
            }
            delete(place);
        }

        private static void verify(Path state, Path downloads, int count) throws IOException {
            try (LocalSession local = LocalSession.startSaved("fuzz", downloads, state, Map.of("enable_dht", false))) {
                Wait.answer(local.session().whenLoaded());
                Set<Integer> loaded =
                        local.session().torrents().stream().map(Torrent::id).collect(Collectors.toSet());
                assertThat(loaded).contains(GOOD);
                List<String> problems = local.session().problems().stream()
                        .map(SessionProblem::text)
                        .toList();
                for (int id = GOOD + 1; id <= GOOD + count; id++) {
                    String name = id + ".resume";
                    String start = "torrent " + id + " ";
                    assertThat(loaded.contains(id)
                                    || Files.exists(state.resolve(name + ".damaged-1"))
                                    || Files.exists(state.resolve(name))
                                            && problems.stream()
                                                    .anyMatch(text -> text.startsWith(start) || text.contains(name)))
                            .as("torrent " + id + ": " + problems)
                            .isTrue();
                }
            }
        }

        private static void delete(Path place) throws IOException {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path path :
                        all.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
