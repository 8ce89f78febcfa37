package org.torrentxt.impl.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fuzz.Coverage;

/**
 * Changed state files: all of them are read, or refused as they should be. Guided by coverage: a case that reaches code,
 * or ends, as none before becomes the origin of others, so that they get past the checks one after the other. System
 * properties {@code state.fuzz.cases} and {@code state.fuzz.first} choose other cases.
 */
class StateFuzzTest {
    private static final int CASES = Integer.getInteger("state.fuzz.cases", 20_000);
    private static final int FIRST = Integer.getInteger("state.fuzz.first", 1);
    private static final int MAX_LENGTH = 4_000;
    private static final int LEAST_ENDS = 100; // there were 600 when this was written
    private static final List<String> WATCHED = List.of(
            "org.torrentxt.bencode.",
            "org.torrentxt.statefile.",
            "org.torrentxt.impl.migration.",
            "org.torrentxt.impl.state.");

    private final Set<String> ends = new HashSet<>();

    @TempDir
    Path folder;

    @Test
    void changedFilesAreReadOrDamagedOrNewer() throws ReflectiveOperationException {
        BiFunction<?, ?, ?> watched =
                Coverage.watch("org.torrentxt.impl.state.StateTargets", BiFunction.class, WATCHED);
        @SuppressWarnings("unchecked") // it is a StateTargets, loaded twice
        BiFunction<String, byte[], String> target = (BiFunction<String, byte[], String>) watched;
        run(States.torrent(7, 5).toBytes(), CASES / 2, "torrent", target);
        run(States.session().toBytes(), CASES / 4, "session", target);
        run(States.ipFilter().toBytes(), CASES / 16, "ip filter", target);
        run(TorrentIds.toBytes(1_000), CASES / 16, "ids", target);
        run(States.resume(7, 5).toBytes(), CASES / 8, folder.toString(), target);
        System.out.println(CASES + " cases: " + ends.size() + " different ends, " + Coverage.reached() + " of "
                + Coverage.blocks() + " blocks reached");
        assertThat(ends).as("different ends").hasSizeGreaterThan(LEAST_ENDS);
    }

    private void run(byte[] sample, int cases, String kind, BiFunction<String, byte[], String> target) {
        List<byte[]> corpus = new ArrayList<>(List.of(sample));
        assertThat(target.apply(kind, sample)).as("the sample itself").startsWith("read");
        int reached = Coverage.reached();
        for (int number = FIRST; number < FIRST + cases; number++) {
            Random random = new Random(number * 0x9E3779B97F4A7C15L);
            byte[] origin = corpus.get(random.nextInt(corpus.size()));
            byte[] changed = new StateMutator(random).mutate(origin);
            byte[] input = random.nextInt(8) == 0 ? changed : SpoiledStates.sealed(changed); // or it would end there
            String end;
            try {
                end = target.apply(kind, input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(kind + ", case " + number + ": " + ByteString.of(input), e);
            }
            boolean isNew = ends.add(kind + end) | Coverage.reached() > reached;
            reached = Coverage.reached();
            if (isNew && input.length <= MAX_LENGTH) {
                corpus.add(input);
            }
        }
    }
}
