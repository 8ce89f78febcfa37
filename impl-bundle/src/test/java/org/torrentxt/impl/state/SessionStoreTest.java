package org.torrentxt.impl.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.statefile.StateFolder;
import org.torrentxt.statefile.StateListener;

class SessionStoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path place;

    private final List<String> reports = new CopyOnWriteArrayList<>();

    private SessionStore open() throws IOException {
        StateListener listener = new StateListener() {
            @Override
            public void damaged(Path file, String reason) {
                reports.add(file.getFileName() + ": " + reason);
            }

            @Override
            public void refused(Path file, String reason) {
                reports.add("left " + file.getFileName() + ": " + reason);
            }

            @Override
            public void failing(String reason) {
                reports.add(reason);
            }

            @Override
            public void recovered() {}

            @Override
            public void replaced() {}
        };
        return SessionStore.open(
                StateFolder.open(place, "session 'test'", "state-test", Duration.ofHours(1), listener));
    }

    private static List<TorrentState> load(SessionStore store) {
        List<TorrentState> states = new ArrayList<>();
        store.load((state, done, total) -> states.add(state), () -> true);
        return states;
    }

    private void save(int... ids) throws Exception {
        SessionStore store = open();
        IntStream.of(ids).forEach(id -> store.save(id, () -> States.torrent(id), false));
        assertThat(store.close(LIMIT)).isEmpty();
    }

    @Test
    void everythingComesBackInTheOrderOfTheQueue() throws Exception {
        save(1, 2, 3, 10);
        SessionStore first = open();
        first.saveSession(States::session, true);
        first.saveIpFilter(States::ipFilter, true);
        first.close(LIMIT);
        SessionStore second = open();
        assertThat(second.session()).isEqualTo(States.session());
        assertThat(second.ipFilter()).contains(States.ipFilter());
        assertThat(load(second))
                .containsExactly(States.torrent(3), States.torrent(1), States.torrent(2), States.torrent(10));
        second.close(LIMIT);
        assertThat(reports).isEmpty();
    }

    @Test
    void removedTorrentsDoNotComeBackAndNeitherDoTheirIds() throws Exception {
        SessionStore first = open();
        int id = first.ids().next();
        first.save(id, () -> States.torrent(id), true);
        first.delete(id);
        first.close(LIMIT);
        SessionStore second = open();
        assertThat(second.found()).isEmpty();
        assertThat(second.ids().next()).isEqualTo(id + 1);
        second.close(LIMIT);
    }

    @Test
    void idsAreNotRepeatedAfterTheProcessWasKilledAndAFileWasDamaged() throws Exception {
        for (String lost : List.of(SessionStore.IDS, SessionStore.SESSION)) {
            Set<Integer> given = new HashSet<>();
            SessionStore first = open();
            first.saveSession(
                    () -> new SessionState(first.ids().peek(), false, Map.of(), List.of(), Map.of(), Optional.empty()),
                    false);
            for (int i = 0; i < 2_500; i++) {
                given.add(first.ids().next());
            }
            Path copy = Files.createTempDirectory(place.getParent(), "killed");
            first.flush(LIMIT);
            copy(copy);
            first.close(LIMIT);
            Files.writeString(copy.resolve(lost), "damaged");
            Path before = place;
            place = copy;
            SessionStore second = open();
            assertThat(given).as(lost + " damaged").doesNotContain(second.ids().next());
            second.close(LIMIT);
            place = before;
        }
    }

    @Test
    void idsAreNotRepeatedIfOnlyANewerVersionCanReadThem() throws Exception {
        SessionStore newer = open();
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            given.add(newer.ids().next());
        }
        newer.close(LIMIT);
        byte[] unreadable = new Envelope(
                        new TreeMap<>(),
                        BencodeDictionary.builder().put("other", 1).build())
                .write(TorrentIds.KIND, TorrentIds.VERSION + 1);
        Files.write(place.resolve(SessionStore.IDS), unreadable);
        for (int run = 1; run <= 3; run++) { // killed, without a session file
            Files.deleteIfExists(place.resolve(SessionStore.SESSION));
            SessionStore older = open();
            int id = older.ids().next();
            assertThat(given.add(id)).as("run " + run + ": " + id).isTrue();
            assertThat(id).as("run " + run).isLessThan(200_000);
            older.close(LIMIT);
        }
        assertThat(place.resolve(SessionStore.IDS)).hasBinaryContent(unreadable);
    }

    private void copy(Path target) throws IOException {
        try (var files = Files.list(place)) {
            for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void damagedFilesAreSetAsideAndTheOthersLoad() throws Exception {
        save(1, 2, 3, 4, 5, 6, 7);
        Files.write(file(1), new byte[0]);
        Files.copy(file(2), file(9));
        Files.write(file(3), States.resume(3, 4).toBytes());
        Files.delete(file(4));
        Files.createSymbolicLink(file(4), file(5));
        Files.write(
                file(6),
                new Envelope(
                                States.torrent(6).resume().encoded(),
                                BencodeDictionary.builder().build())
                        .write("", 2));
        Files.writeString(place.resolve("notes.txt"), "of somebody else");
        SessionStore store = open();
        assertThat(load(store)).containsExactly(States.torrent(2), States.torrent(5), States.torrent(7));
        assertThat(reports).hasSize(5);
        assertThat(store.ids().next()).isGreaterThan(9);
        store.close(LIMIT);
        assertThat(place.resolve("1.resume.damaged-1")).exists();
        assertThat(file(6)).exists();
        assertThat(place.resolve("notes.txt")).hasContent("of somebody else");
    }

    private Path file(int id) {
        return place.resolve(SessionStore.name(id));
    }

    @Test
    void theSameTorrentUnderTwoIdsIsLoadedOnce() throws Exception {
        save(1);
        SessionStore first = open();
        first.save(2, () -> States.torrent(1).withId(2), true);
        first.close(LIMIT);
        SessionStore store = open();
        assertThat(load(store)).containsExactly(States.torrent(1));
        assertThat(reports).containsExactly("2.resume.damaged-1: the same torrent as 1");
        store.close(LIMIT);
    }

    @Test
    void loadingEndsWhenTheSessionStops() throws Exception {
        save(1, 2, 3);
        SessionStore store = open();
        List<TorrentState> states = new ArrayList<>();
        store.load((state, done, total) -> states.add(state), () -> states.size() < 2);
        assertThat(states).hasSize(2);
        store.close(LIMIT);
    }
}
