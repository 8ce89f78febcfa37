package org.torrentxt.shell.add;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class AddCommandTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrongWithAFileIsToldWithItsName() throws IOException {
        Files.createFile(folder.resolve("bad.torrent"));
        Files.createFile(folder.resolve("bad.resume"));

        assertFails("cannot add 'bad.torrent': it is malformed", "bad.torrent");
        assertFails("cannot add 'bad.resume': it is malformed", "--resume", "bad.resume");
    }

    @Test
    void whatIsWrongWithAnInfoHashIsToldAsItIs() {
        assertFails("it is malformed", "ab".repeat(20));
    }

    @Test
    void whatATorrentBeginsWithIsAskedFor() {
        AddTorrent request =
                requested("--name=album --tracker=http://a/x --tracker=udp://b/x --web-seed=http://c/ --skip=0,2-3"
                        + " --down=2MiB --up=none --connections=7 --uploads=3");

        assertThat(request.name()).contains("album");
        assertThat(request.trackers()).containsExactly("http://a/x", "udp://b/x");
        assertThat(request.webSeeds()).containsExactly("http://c/");
        assertThat(request.filePriorities()).containsOnlyKeys(0, 2, 3).containsValue(FilePriority.SKIP);
        assertThat(request.downloadLimit()).isEqualTo(2L << 20);
        assertThat(request.uploadLimit()).isZero();
        assertThat(request.maxConnections()).isEqualTo(7);
        assertThat(request.maxUploads()).isEqualTo(3);
    }

    @Test
    void flagsAreSetAndUnset() {
        AddTorrent request = requested("--started --flags=super_seeding --unset=disable_pex,disable_lsd");

        assertThat(request.flags()).containsExactly(TorrentFlag.SUPER_SEEDING);
        assertThat(request.flagMask())
                .containsExactlyInAnyOrder(
                        TorrentFlag.SUPER_SEEDING,
                        TorrentFlag.DISABLE_PEX,
                        TorrentFlag.DISABLE_LSD,
                        TorrentFlag.PAUSED,
                        TorrentFlag.AUTO_MANAGED);
    }

    @Test
    void nobodyWaitsForWhatIsNotStarted() {
        assertFails(
                "--wait would never end: --paused does not start the torrent; use only one of them",
                "--wait",
                "--paused",
                "ab".repeat(20));
    }

    @Test
    void noFlagIsSetAndUnsetAtOnce() {
        String hash = "ab".repeat(20);

        assertFails("flags both set and unset: paused; specify each once", "--started", "--paused", hash);
        assertFails("flags both set and unset: seed_mode; specify each once", "--seed", "--unset", "seed_mode", hash);
    }

    @Test
    void whatIsWrongWithAnOptionIsToldBeforeAnythingIsAdded() throws IOException {
        Files.createFile(folder.resolve("some.resume"));

        assertFails(
                "invalid index 'x' for --skip: expected an index such as 0 or a range such as 2-5",
                "--skip",
                "1,x",
                "ab".repeat(20));
        assertFails(
                "invalid index '3-2' for --skip: expected an index such as 0 or a range such as 2-5",
                "--skip",
                "3-2",
                "ab".repeat(20));
        assertFails(
                "file index out of range: 1000001; expected 0 to 1000000",
                "--skip",
                "1000000-1000009",
                "ab".repeat(20));
        assertFails(
                "none cannot remove a limit saved in --resume; add the torrent, then remove the limit with"
                        + " torrent:limit",
                "--up",
                "none",
                "--resume",
                "some.resume");
    }

    @Test
    void labelsAndAttributesAreOfTheRequest() throws Exception {
        FakeSession session = new FakeSession("default");
        FakeConsole console = new FakeConsole(folder, session);
        String hash = "ab".repeat(20);
        console.run(new AddCommand(), "--label", "b,a", "--label", "c", "--attribute", "k=v=w", hash);

        assertThat(session.requests().get(0).labels()).containsExactly("a", "b", "c");
        assertThat(session.requests().get(0).attributes()).isEqualTo(Map.of("k", "v=w"));
        assertThat(console.run(new AddCommand(), "--label", "d", hash))
                .startsWith("Already added as torrent 1; unchanged but for labels and new attributes: ");
        assertThat(console.run(new AddCommand(), hash)).startsWith("Already added as torrent 1; unchanged: ");
        assertThat(session.torrents().get(0).labels()).containsExactly("a", "b", "c", "d");
        assertThatThrownBy(() -> console.run(new AddCommand(), "--label", " ", hash))
                .hasMessageStartingWith("invalid label ''");
        assertThatThrownBy(() -> console.run(new AddCommand(), "--attribute", "k", hash))
                .hasMessage("invalid --attribute 'k': expected KEY=VALUE");
        assertThat(session.requests()).hasSize(3);
    }

    private AddTorrent requested(String options) {
        FakeSession session = refusing();
        String[] words = (options + " " + "ab".repeat(20)).split(" ");
        assertThatThrownBy(() -> new FakeConsole(folder, session).run(new AddCommand(), words))
                .hasMessage("it is malformed");
        return session.requests().get(0);
    }

    @Test
    void whatIsNotCompleteInTimeIsPrintedAsItIsAllTheSame() {
        FakeSession session = new FakeSession("default", StatusBuilder.status(1).build());
        session.onAdd(request -> session.torrents().get(0));
        FakeConsole console = new FakeConsole(folder, session);

        assertThatThrownBy(() ->
                        console.run(new AddCommand(), "--json", "--wait", "--timeout", "1", String.format("%040x", 1)))
                .hasMessageStartingWith("not complete after 1s");
        assertThat(console.printed()).startsWith("{\"id\":1,").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "magnet:?xt=urn:btih:abababababababababababababababababababab&dn=a%20b&tr=http%3A%2F%2F127.0.0.1%2F",
                "  'magnet:?xt=urn:btih:abababababababababababababababababababab&dn=a%20b&tr=http%3A%2F%2F127.0.0.1%2F'"
                        + " ",
                "\"magnet:?xt=urn:btih:abababababababababababababababababababab&dn=a%20b&tr=http%3A%2F%2F127.0.0.1%2F\""
            })
    void whatIsNotGivenIsAskedForAndTakenAsPasted(String pasted) {
        List<AddTorrent> requests = new ArrayList<>();
        FakeSession session = new FakeSession("default").onAdd(request -> {
            requests.add(request);
            throw TorrentException.invalid("it is malformed");
        });
        FakeConsole console = new FakeConsole(folder, session).typed(pasted);

        assertThatThrownBy(() -> console.run(new AddCommand())).hasMessage("it is malformed");
        assertThat(requests.get(0).source())
                .isEqualTo(AddTorrent.magnet("magnet:?xt=urn:btih:abababababababababababababababababababab"
                                + "&dn=a%20b&tr=http%3A%2F%2F127.0.0.1%2F")
                        .build()
                        .source());
    }

    @Test
    void whereNobodyCanBeAskedTheMessageTellsWhatToGive() {
        assertFails("specify one torrent: a magnet link in single quotes, a .torrent file or URL, an info-hash,"
                + " or --resume FILE");
    }

    private void assertFails(String message, String... words) {
        FakeConsole console = new FakeConsole(folder, refusing());

        assertThatThrownBy(() -> console.run(new AddCommand(), words)).hasMessage(message);
    }

    private static FakeSession refusing() {
        return new FakeSession("default").onAdd(request -> {
            throw TorrentException.invalid("it is malformed");
        });
    }
}
