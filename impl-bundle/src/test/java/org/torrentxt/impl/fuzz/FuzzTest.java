package org.torrentxt.impl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.impl.fixture.ForkedJvm;

/**
 * Whatever is changed in valid input, the answer is a torrent or a clear refusal: tried in JVMs of their own. What is
 * valid is taken meanwhile, and nothing is written outside of the save paths. The
 * number of a case is its seed: {@code -Dfuzz.first=N -Dfuzz.cases=1} repeats one.
 */
class FuzzTest {
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);
    private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);
    /** How many a JVM tries, so that a million of them do not pile up in one. */
    private static final int BLOCK = 20_000;

    private static final List<String> OWN = List.of("control", "downloads", "input", "output", FuzzTarget.SEEDS);

    @TempDir
    Path folder;

    @Test
    void changedInputKillsNothingAndIsRefusedClearly() throws IOException, InterruptedException {
        for (int first = FIRST; first < FIRST + CASES; first += BLOCK) {
            Path place = folder.resolve("from-" + first);
            int count = Math.min(BLOCK, FIRST + CASES - first);
            try {
                ForkedJvm.assertSurvives(
                        Cases.class,
                        place,
                        Duration.ofSeconds(240),
                        place.toString(),
                        String.valueOf(first),
                        String.valueOf(count));
            } catch (AssertionError e) {
                throw new AssertionError("the last input, in hex: " + lastInput(place), e);
            }
            assertThat(place.resolve("input")).exists();
            assertThat(namesIn(place)).as("what is beside the save paths").isSubsetOf(OWN);
            assertThat(namesIn(folder)).as("what is beside that").allMatch(name -> name.startsWith("from-"));
        }
    }

    private static List<String> namesIn(Path place) throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String lastInput(Path place) throws IOException {
        Path input = place.resolve("input");
        return Files.exists(input) ? HexFormat.of().formatHex(Files.readAllBytes(input)) : "none";
    }

    /** What runs in the other JVM. */
    static final class Cases {
        private Cases() {}

        public static void main(String[] arguments) throws Exception {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
            Path folder = Path.of(arguments[0]);
            int first = Integer.parseInt(arguments[1]);
            int count = Integer.parseInt(arguments[2]);
            try (FuzzTarget target = FuzzTarget.open(folder)) {
                for (int number = first; number < first + count; number++) {
                    target.run(number);
                }
            }
            ForkedJvm.survived();
        }
    }
}
