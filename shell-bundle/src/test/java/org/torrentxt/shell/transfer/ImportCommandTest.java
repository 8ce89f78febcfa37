package org.torrentxt.shell.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

class ImportCommandTest {
    private static final TransferredTorrent ADDED = TransferredTorrent.builder("a.fastresume", TransferOutcome.NEW)
            .id(7)
            .name("album")
            .savePath("/music")
            .labels(Set.of("flac", "new"))
            .notes(List.of("share limits are kept as attributes, but have no effect"))
            .build();
    private static final TransferredTorrent PRESENT = TransferredTorrent.builder(
                    "b.fastresume", TransferOutcome.PRESENT)
            .id(3)
            .name("film")
            .build();
    private static final TransferredTorrent REFUSED = TransferredTorrent.builder(
                    "c.fastresume", TransferOutcome.REFUSED)
            .name("book")
            .reason("file missing: /books/book; specify the folder of its files")
            .build();

    @TempDir
    Path folder;

    private final List<TransferRequest> requests = new ArrayList<>();
    private List<TransferredTorrent> torrents = List.of(ADDED, PRESENT);
    private List<String> warnings = List.of();
    private FakeConsole console;

    @BeforeEach
    void start() {
        FakeSession session = new FakeSession("default");
        session.setStateTransfer(new FakeTransfer() {
            @Override
            public TransferReport add(TransferRequest request) {
                requests.add(request);
                return TransferReport.builder(torrents)
                        .warnings(warnings)
                        .isDryRun(request.isDryRun())
                        .build();
            }
        });
        console = new FakeConsole(folder, session);
    }

    private String run(String... words) throws Exception {
        return console.run(new ImportCommand(), words);
    }

    @Test
    void itSaysOfEachTorrentWhatBecameOfIt() throws Exception {
        String printed = run("--from", "qbittorrent", "BT_backup");
        assertThat(printed)
                .containsPattern("added +│ +7 +│ +album +│ +flac, new +│ +/music")
                .containsPattern("already there +│ +3 +│ +film")
                .contains("album: share limits are kept as attributes")
                .endsWith("Added: 1; already there: 1; refused: 0");
        assertThat(requests)
                .containsExactly(TransferRequest.ofClient(TorrentClient.QBITTORRENT, folder.resolve("BT_backup")));
    }

    @Test
    void aRefusedTorrentFailsTheCommandAfterTheOthers() {
        torrents = List.of(ADDED, REFUSED);
        assertThatThrownBy(() -> run("--from", "qbittorrent", "BT_backup"))
                .hasMessageStartingWith("1 of 2 torrents refused");
        assertThat(console.printed()).contains("book: file missing: /books/book; specify the folder of its files");
    }

    @Test
    void aDryRunDoesNotFailAndWarningsComeFirst() throws Exception {
        torrents = List.of(ADDED.toBuilder().id(0).build(), REFUSED);
        warnings = List.of("qBittorrent is running");
        String printed = run("--from", "qbittorrent", "--dry-run", "BT_backup");
        assertThat(printed)
                .startsWith("Note: qBittorrent is running")
                .contains("would be added")
                .endsWith("Would add: 1; already there: 0; refused: 1");
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request.isDryRun()).isTrue());
    }

    @Test
    void pathsAreChangedOrOneForAll() throws Exception {
        run(
                "--from",
                "transmission",
                "--path",
                "/old=/new",
                "--path",
                "D:\\Downloads=/downloads",
                "--path",
                "all=the",
                "config");
        assertThat(requests.get(0).replacedPaths())
                .isEqualTo(Map.of("/old", Path.of("/new"), "D:\\Downloads", Path.of("/downloads")));
        assertThat(requests.get(0).contentFolder()).contains(folder.resolve("all=the"));
        assertThatThrownBy(() -> run("--from", "transmission", "--path", "a", "--path", "b", "config"))
                .hasMessageContaining("more than one folder");
    }

    @Test
    void scriptsGetRowsWithReasons() throws Exception {
        torrents = List.of(REFUSED);
        assertThat(run("--from", "libtorrent", "--dry-run", "--no-format", "x"))
                .isEqualTo("refused\t\tbook\t\t\tc.fastresume\tfile missing: /books/book; specify the folder of its"
                        + " files");
        assertThat(run("--from", "libtorrent", "--dry-run", "--json", "x"))
                .contains("\"outcome\":\"refused\"", "\"isDryRun\":true");
    }

    @Test
    void anUnknownClientIsRefusedBeforeAnything() {
        assertThatThrownBy(() -> run("--from", "utorrent", "x")).hasMessageContaining("expected qbittorrent");
        assertThat(requests).isEmpty();
    }
}
