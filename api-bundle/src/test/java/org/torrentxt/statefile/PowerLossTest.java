package org.torrentxt.statefile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Power is lost after each single step that the writer makes on the disk. */
class PowerLossTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FILES = 6;

    /** The version of each file, none if it was deleted, once that many steps were made. */
    private record Moment(int steps, Map<String, Integer> versions) {}

    @Test
    void whatWasSavedIsThereInThatOrANewerVersion() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            MemoryDisk disk = new MemoryDisk();
            List<Moment> history = write(disk, random);
            for (int steps = 0; steps <= disk.steps(); steps++) {
                for (int variant = 0; variant < 4; variant++) {
                    MemoryDisk found = disk.afterPowerLoss(steps, random);
                    verify(found, possible(history, steps), "seed " + seed + ", step " + steps);
                }
            }
        }
    }

    @Test
    void whatWasSavedByTheCallerIsThereInThatOrANewerVersion() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            MemoryDisk disk = new MemoryDisk();
            List<Moment> history = writeByCaller(disk, random);
            for (int steps = 0; steps <= disk.steps(); steps++) {
                MemoryDisk found = disk.afterPowerLoss(steps, random);
                verifyByCaller(found, possible(history, steps), "seed " + seed + ", step " + steps);
            }
        }
    }

    private static List<Moment> writeByCaller(MemoryDisk disk, Random random) throws IOException {
        List<Moment> history = new ArrayList<>(List.of(new Moment(0, Map.of())));
        Map<String, Integer> versions = new TreeMap<>();
        StateFiles files = new StateFiles(disk, new Reports());
        for (int round = 1; round <= 30; round++) {
            String name = "file-" + random.nextInt(FILES);
            int kind = random.nextInt(6);
            if (kind == 0) {
                files.delete(name);
                versions.remove(name);
            } else if (versions.containsKey(name)) {
                files.save(name, content(name, round));
                versions.put(name, round);
            } else {
                assertThat(files.create(name, content(name, round))).isTrue();
                versions.put(name, round);
            }
            history.add(new Moment(disk.steps(), new TreeMap<>(versions)));
        }
        return history;
    }

    private static void verifyByCaller(MemoryDisk disk, List<Moment> possible, String when) throws IOException {
        Reports reports = new Reports();
        StateFiles files = new StateFiles(disk, reports);
        Map<String, Integer> found = new TreeMap<>();
        for (int file = 0; file < FILES; file++) {
            String name = "file-" + file;
            files.cleanUp(name);
            files.read(name, content -> found.put(name, version(name, content)));
        }
        assertPossible(found, possible, when);
        assertThat(reports.all).as("damage after " + when).isEmpty();
        assertThat(disk.names()).as("files after " + when).noneMatch(name -> name.startsWith("."));
    }

    // one change of a file at most in each round, so that each of its states is known
    private static List<Moment> write(MemoryDisk disk, Random random) throws Exception {
        List<Moment> history = new ArrayList<>(List.of(new Moment(0, Map.of())));
        Map<String, Integer> versions = new TreeMap<>();
        try (StateFolder folder = open(disk, new Reports())) {
            for (int round = 1; round <= 12; round++) {
                for (int file = 0; file < FILES; file++) {
                    String name = "file-" + file;
                    int kind = random.nextInt(6);
                    if (kind == 0) {
                        folder.delete(name);
                        versions.remove(name);
                    } else if (kind < 3) {
                        byte[] content = content(name, round);
                        folder.saveNow(name, () -> content);
                        versions.put(name, round);
                    }
                }
                assertThat(folder.flush(LIMIT)).isTrue();
                history.add(new Moment(disk.steps(), new TreeMap<>(versions)));
            }
        }
        return history;
    }

    /** What was on disk when that many steps were made, and what came later. */
    private static List<Moment> possible(List<Moment> history, int steps) {
        int promised =
                (int) history.stream().filter(moment -> moment.steps() <= steps).count();
        return history.subList(promised - 1, history.size());
    }

    private static void verify(MemoryDisk disk, List<Moment> possible, String when) throws IOException {
        Reports reports = new Reports();
        try (StateFolder folder = open(disk, reports)) {
            Map<String, Integer> found = new TreeMap<>();
            for (String name : folder.names()) {
                folder.read(name, content -> found.put(name, version(name, content)));
            }
            assertPossible(found, possible, when);
            assertThat(reports.all).as("damage after " + when).isEmpty();
            assertThat(disk.names()).as("files after " + when).noneMatch(name -> name.startsWith("."));
        }
    }

    private static void assertPossible(Map<String, Integer> found, List<Moment> possible, String when) {
        for (int file = 0; file < FILES; file++) {
            String name = "file-" + file;
            assertThat(possible)
                    .as(name + " after " + when)
                    .anySatisfy(moment -> assertThat(found.get(name))
                            .isEqualTo(moment.versions().get(name)));
        }
    }

    private static byte[] content(String name, int version) {
        return (name + " " + version + " end").getBytes(UTF_8);
    }

    private static int version(String name, byte[] content) throws IOException {
        String[] parts = new String(content, UTF_8).split(" ");
        if (parts.length != 3 || !parts[0].equals(name) || !parts[2].equals("end")) {
            throw new IOException("incomplete");
        }
        return Integer.parseInt(parts[1]);
    }

    private static StateFolder open(MemoryDisk disk, Reports reports) throws IOException {
        return StateFolder.open(disk, "state-test", Duration.ofSeconds(60), Duration.ofMillis(5), reports);
    }
}
