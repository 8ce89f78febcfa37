package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.libtorrent4j.swig.ip_filter;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.fixture.Blocks;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.state.Notes;

/** Additions with preallocate=full at once, and those that fail: what is made is used or deleted. */
class AddingWithSpaceTest {
    private static final List<Path> FILES =
            List.of(Path.of("content/a.bin"), Path.of("content/sub/b.bin"), Path.of("content/sub/c.bin"));
    private static final int LARGE = 100_000; // by the program; smaller ones are written

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private LocalSession leecher;

    @BeforeEach
    void start() {
        leecher = sessions.use(LocalSession.start(
                LocalSession.options("leecher", downloads(), Map.of()).preallocating()));
    }

    private Path downloads() {
        return Sessions.downloads(folder);
    }

    // Torrents of different sizes have the same names.
    private AddTorrent request(int size) throws IOException {
        Path content = Content.write(Files.createDirectories(folder.resolve("of-" + size)), size);
        return AddTorrent.torrentBytes(
                        Content.torrentOf(content, TorrentFormat.HYBRID).content())
                .paused()
                .build();
    }

    // Some by a batch, some by threads that wait.
    private List<AddResult> addAtOnce(List<AddTorrent> requests) {
        List<CompletionStage<AddResult>> stages = new ArrayList<>();
        requests.forEach(request -> stages.add(
                CompletableFuture.supplyAsync(() -> leecher.session().add(request), task -> new Thread(task).start())));
        stages.addAll(leecher.session().addAll(requests));
        requests.forEach(request -> stages.addAll(leecher.session().addAll(List.of(request))));
        return stages.stream().map(Wait::answer).toList();
    }

    private void assertAllocated() {
        assertThat(Content.filesBelow(downloads())).isEqualTo(FILES);
        assertThat(FILES)
                .map(downloads()::resolve)
                .allSatisfy(file -> assertThat(Blocks.of(file)).isGreaterThanOrEqualTo(Files.size(file)));
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> all = Files.list(Files.createDirectories(downloads()))) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void theSameTorrentIsAddedOnce() throws IOException {
        AddTorrent request = request(6 * LARGE);
        List<AddResult> results = addAtOnce(List.of(request, request, request));
        assertThat(results).hasSize(9).filteredOn(AddResult::isNew).hasSize(1);
        int id = results.get(0).torrent().id();
        assertThat(results).extracting(result -> result.torrent().id()).containsOnly(id);
        assertAllocated();
    }

    @Test
    void torrentsWithTheSameNamesAreAllAdded() throws IOException {
        List<AddResult> results =
                addAtOnce(List.of(request(6 * LARGE), request(6 * LARGE + 6), request(6 * LARGE + 12)));
        assertThat(results).hasSize(9).filteredOn(AddResult::isNew).hasSize(3);
        assertAllocated();
    }

    // Programs are run for seconds.
    private static AddTorrent manyFiles(String name) {
        int count = 1_500;
        List<BencodeDictionary> files = new ArrayList<>();
        for (int file = 0; file < count; file++) {
            files.add(BencodeDictionary.builder()
                    .put("length", LARGE)
                    .put("path", List.of("d" + file % 10, "f" + file))
                    .build());
        }
        int length = 1 << 24;
        int pieces = (count * LARGE + length - 1) / length;
        return AddTorrent.torrentBytes(Bencode.encode(BencodeDictionary.builder()
                        .put(
                                "info",
                                BencodeDictionary.builder()
                                        .put("files", files)
                                        .put("name", name)
                                        .put("piece length", length)
                                        .put("pieces", new byte[pieces * 20])
                                        .build())
                        .build()))
                .paused()
                .build();
    }

    @Test
    void aSessionThatStopsLeavesNothingOfTorrentsThatItDoesNotHave() throws IOException {
        List<CompletionStage<AddResult>> stages =
                leecher.session().addAll(List.of(manyFiles("one"), manyFiles("two"), manyFiles("three")));
        CompletableFuture<AddResult> waiting = CompletableFuture.supplyAsync(
                () -> leecher.session().add(manyFiles("four")), task -> new Thread(task).start());
        Wait.until("the first files are made", () -> Files.exists(downloads().resolve("one/d0")));
        leecher.close();
        assertThat(Wait.failure(stages.get(2)))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION))
                .hasMessageContaining("was stopped");
        List<String> names = List.of("one", "two", "three");
        for (int i = 0; i < names.size(); i++) {
            Object outcome = Wait.outcome(stages.get(i));
            assertThat(Files.exists(downloads().resolve(names.get(i))))
                    .as(names.get(i) + ": " + outcome)
                    .isEqualTo(outcome instanceof AddResult);
        }
        assertThat(Files.exists(downloads().resolve("four"))).isEqualTo(Wait.outcome(waiting) instanceof AddResult);
    }

    @Test
    void nothingIsLeftIfTheEngineRefuses() throws IOException {
        NativeSession stopped = new NativeSession("other", new settings_pack(), new ip_filter(), false, alert -> {});
        stopped.close(Duration.ofSeconds(10));
        TorrentAdder adder = adderWith("engine", stopped);
        AddTorrent request = request(6 * LARGE);
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> adder.add(request))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
        assertNothingIsLeft();
        assertThat(Wait.failure(adder.addAll(List.of(request)).get(0))).isInstanceOf(TorrentException.class);
        assertNothingIsLeft();
        assertThat(leecher.session().add(request).isNew()).isTrue();
        assertAllocated();
    }

    @Test
    void nothingIsLeftAfterADefectBeforeTheEngineHasTheTorrent() throws IOException {
        TorrentAdder adder = adderWith("saving", new TorrentSaving() {
            @Override
            public boolean isOn() {
                throw new IllegalStateException("for the test");
            }
        });
        AddTorrent request = request(6 * LARGE);
        assertThatIllegalStateException().isThrownBy(() -> adder.add(request)).withMessage("for the test");
        assertNothingIsLeft();
        assertThat(Wait.failure(adder.addAll(List.of(request)).get(0))).isInstanceOf(IllegalStateException.class);
        assertNothingIsLeft();
    }

    @Test
    void theFilesOfATorrentThatTheEngineHasStayWhateverFailsThen() throws IOException {
        TorrentAdder adder = adderWith("saving", new TorrentSaving() {
            @Override
            public void saveNew(EngineTorrent torrent) {
                throw new IllegalStateException("for the test");
            }
        });
        AddTorrent request = request(6 * LARGE);
        assertThatIllegalStateException().isThrownBy(() -> adder.add(request));
        assertAllocated();
    }

    @Test
    void nothingIsTakenOnceItIsStopped() throws IOException {
        TorrentAdder adder = new TorrentAdder(leecher.session().context(), new TorrentTable());
        adder.stopTakingSpace(Duration.ofSeconds(10));
        AddTorrent request = request(6 * LARGE);
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> adder.add(request, Notes.NONE))
                .withMessageContaining("was stopped");
        assertNothingIsLeft();
    }

    // An adder of the session for which something else is in place of one of its parts.
    private TorrentAdder adderWith(String part, Object instead) {
        TorrentContext real = leecher.session().context();
        TorrentContext context = (TorrentContext) Proxy.newProxyInstance(
                TorrentContext.class.getClassLoader(), new Class<?>[] {TorrentContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals(part)) {
                        return instead;
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new TorrentAdder(context, new TorrentTable());
    }
}
