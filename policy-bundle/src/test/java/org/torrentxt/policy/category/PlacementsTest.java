package org.torrentxt.policy.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.Clocks;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** When torrents are moved out of folders for incomplete ones. */
class PlacementsTest {
    private static final Path INCOMPLETE = Path.of("/ssd/incomplete");
    private static final Path FILMS = Path.of("/data/films");

    private final Clocks clock = new Clocks("2026-03-01T12:00:00Z", "UTC");
    private final FakeSession session = new FakeSession("default");
    private final Placements placements = new Placements(clock);

    private static TorrentStatus.Builder waiting() {
        return StatusBuilder.status(1)
                .savePath(INCOMPLETE)
                .attribute(Category.ATTRIBUTE, "films")
                .attribute(Category.SAVE_PATH_ATTRIBUTE, FILMS.toString())
                .attribute(Category.INCOMPLETE_PATH_ATTRIBUTE, INCOMPLETE.toString())
                .build()
                .toBuilder();
    }

    private static TorrentStatus.Builder complete() {
        return waiting().state(TorrentState.SEEDING).isFinished(true).hasMetadata(true);
    }

    private List<Object> moves() {
        return session.calls("moveStorage").stream()
                .map(call -> call.arguments().get(0))
                .toList();
    }

    private Map<String, String> attributes() {
        return session.find(1).orElseThrow().attributes();
    }

    @Test
    void aTorrentIsMovedOnceItIsComplete() {
        session.put(waiting().state(TorrentState.DOWNLOADING).build());
        placements.look(session);
        session.put(complete().state(TorrentState.CHECKING).build());
        placements.look(session);
        session.put(complete().error("disk").build());
        placements.look(session);
        assertThat(moves()).isEmpty();

        session.put(complete().isPaused(true).build());
        placements.look(session);
        assertThat(moves()).containsExactly(FILMS);
        assertThat(attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
    }

    @Test
    void whatIsBeingMovedIsNotMoved() {
        CompletableFuture<Path> moving = new CompletableFuture<>();
        int[] moves = {0};
        session.answer("moveStorage", (status, arguments) -> {
            moves[0]++;
            return moving;
        });
        session.put(complete().isMoving(true).build());
        placements.look(session);
        assertThat(moves[0]).isZero();

        session.put(complete().build());
        placements.look(session);
        session.put(complete().uploadRate(1).build());
        placements.look(session);
        assertThat(moves[0]).isEqualTo(1);

        session.put(complete().savePath(FILMS).build());
        placements.look(session); // told before the stage has ended
        assertThat(attributes()).containsKey(Category.SAVE_PATH_ATTRIBUTE); // until it is there
        moving.complete(FILMS);
        assertThat(attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
        assertThat(moves[0]).isEqualTo(1);
    }

    @Test
    void anotherProcessContinues() {
        session.answer("moveStorage", (status, arguments) -> new CompletableFuture<Path>());
        session.put(complete().build());
        new Placements(clock).look(session); // and then it is gone
        session.answer("moveStorage", (status, arguments) -> CompletableFuture.completedStage(FILMS));
        placements.look(session);
        assertThat(attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));

        session.put(complete().savePath(FILMS).build()); // moved, and gone before that was noted
        new Placements(clock).look(session);
        assertThat(attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
    }

    @Test
    void aFolderThatIsGivenMeanwhileCounts() {
        CompletableFuture<Path> moving = new CompletableFuture<>();
        session.answer("moveStorage", (status, arguments) -> moving);
        session.put(complete().build());
        placements.look(session);
        session.find(1).orElseThrow().setAttribute(Category.SAVE_PATH_ATTRIBUTE, "/data/other");
        moving.complete(FILMS);
        assertThat(attributes()).containsEntry(Category.SAVE_PATH_ATTRIBUTE, "/data/other");
        session.put(complete().savePath(FILMS).attributes(attributes()).build());
        session.answer("moveStorage", (status, arguments) -> CompletableFuture.completedStage((Path) arguments[0]));
        placements.look(session);
        assertThat(attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
    }

    @Test
    void aTorrentThatSomebodyHasMovedStaysThere() {
        session.put(waiting().savePath(Path.of("/elsewhere")).build());
        placements.look(session);
        assertThat(attributes()).isEqualTo(Map.of(Category.ATTRIBUTE, "films"));
        session.put(complete()
                .savePath(Path.of("/elsewhere"))
                .attributes(attributes())
                .build());
        placements.look(session);
        assertThat(moves()).isEmpty();
    }

    @Test
    void aMoveThatFailsIsTriedAgainLaterAndLater() {
        int[] moves = {0};
        session.answer("moveStorage", (status, arguments) -> {
            moves[0]++;
            return CompletableFuture.failedFuture(new TorrentException(ErrorCode.ENGINE, "disk full"));
        });
        session.put(complete().build());
        for (int i = 0; i < 59; i++) {
            placements.look(session);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(moves[0]).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        placements.look(session);
        assertThat(moves[0]).isEqualTo(2);
        clock.advance(Duration.ofSeconds(119));
        placements.look(session);
        assertThat(moves[0]).isEqualTo(2);
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofHours(1));
            placements.look(session);
        }
        assertThat(moves[0]).isEqualTo(102);

        session.answer("moveStorage", (status, arguments) -> {
            throw TorrentException.invalid("cannot create folder");
        });
        clock.advance(Duration.ofHours(1));
        placements.look(session);
        assertThat(attributes()).containsEntry(Category.SAVE_PATH_ATTRIBUTE, FILMS.toString());
    }

    @Test
    void aNameWritesNoLineOfTheLog() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            session.put(
                    complete().savePath(FILMS).name("film\nERROR all is lost").build());
            placements.look(session);
            session.answer(
                    "moveStorage",
                    (status, arguments) ->
                            CompletableFuture.failedFuture(new TorrentException(ErrorCode.ENGINE, "no\nERROR space")));
            session.put(complete().build());
            placements.look(session);
        } finally {
            System.setErr(err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Torrent 1 'film?ERROR all is lost' is complete", "no?ERROR space")
                .doesNotContain("\nERROR");
        assertThat(placements.stuck()).containsEntry(1, "no?ERROR space");
    }

    @Test
    void attributesThatMakeNoSenseMoveNothing() {
        session.put(complete()
                .attributes(Map.of(
                        Category.SAVE_PATH_ATTRIBUTE,
                        "films",
                        Category.INCOMPLETE_PATH_ATTRIBUTE,
                        INCOMPLETE.toString()))
                .build());
        placements.look(session);
        session.put(complete()
                .attributes(Map.of(
                        Category.SAVE_PATH_ATTRIBUTE,
                        "/a\0b",
                        Category.INCOMPLETE_PATH_ATTRIBUTE,
                        INCOMPLETE.toString()))
                .build());
        placements.look(session);
        assertThat(moves()).isEmpty();
    }
}
