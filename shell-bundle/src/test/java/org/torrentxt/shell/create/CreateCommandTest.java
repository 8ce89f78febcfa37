package org.torrentxt.shell.create;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.DhtNode;
import org.torrentxt.api.create.SymbolicLinks;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

class CreateCommandTest {
    @TempDir
    Path folder;

    private final TorrentCreator creator = request -> {
        throw new IllegalStateException("it was hashed");
    };

    @Test
    void whatTheFileIsToSayIsAskedFor() {
        CreateTorrent request = requested("--tracker=http://a/x,udp://b/x --tracker=http://c/x --web-seed=http://d/"
                + " --dht-node=router.example:6881 --dht-node=[::1]:7 --private --source=SRC --comment=fine"
                + " --creator=me --date=2026-11-25T18:32:00+01:00 --hidden --links=follow");

        assertThat(request.trackerTiers()).containsExactly(List.of("http://a/x", "udp://b/x"), List.of("http://c/x"));
        assertThat(request.webSeeds()).containsExactly("http://d/");
        assertThat(request.dhtNodes()).containsExactly(new DhtNode("router.example", 6881), new DhtNode("::1", 7));
        assertThat(request.isPrivate()).isTrue();
        assertThat(request.source()).contains("SRC");
        assertThat(request.comment()).contains("fine");
        assertThat(request.creator()).contains("me");
        assertThat(request.creationDate()).contains(Instant.parse("2026-11-25T17:32:00Z"));
        assertThat(request.withHiddenFiles()).isTrue();
        assertThat(request.symbolicLinks()).isEqualTo(SymbolicLinks.FOLLOW);
    }

    @Test
    void whatIsNotAskedForStaysAsItIs() {
        CreateTorrent request = requested("--v1");

        assertThat(request.trackerTiers()).isEmpty();
        assertThat(request.dhtNodes()).isEmpty();
        assertThat(request.creator()).isEmpty();
        assertThat(request.creationDate()).isEmpty();
        assertThat(request.source()).isEmpty();
        assertThat(request.symbolicLinks()).isEqualTo(SymbolicLinks.INSIDE);
    }

    @Test
    void whatIsWrongWithAnOptionIsToldBeforeTheHashing() throws IOException {
        Path content = Files.writeString(folder.resolve("content"), "x");

        assertFails("invalid --links 'some': expected inside, follow or skip", "--links", "some", content);
        assertFails(
                "invalid --date 'now': expected a time such as 2026-11-25T17:32:00Z or 2026-11-25T18:32:00+01:00",
                "--date",
                "now",
                content);
        assertFails("invalid node 'x': expected HOST:PORT, such as 127.0.0.1:6881", "--dht-node", "x", content);
        assertFails("port of a DHT node out of range: 0; expected 1 to 65535", "--dht-node", "x:0", content);
        assertFails(
                "invalid URL 'nonsense': expected a URL such as http://host.example/announce",
                "--tracker",
                "http://a/x,nonsense",
                content);
    }

    private CreateTorrent requested(String options) {
        List<CreateTorrent> requests = new ArrayList<>();
        TorrentCreator noting = request -> {
            requests.add(request);
            throw TorrentException.invalid("noted");
        };
        String[] words = (options + " content").split(" ");
        assertThatThrownBy(() -> new FakeConsole(folder, noting).run(new CreateCommand(), words))
                .hasMessage("noted");
        return requests.get(0);
    }

    @Test
    void theFileToWriteIsNoPartOfTheContent() throws IOException {
        Files.createDirectory(folder.resolve("content"));
        assertThat(requested("--force --out=content/x.torrent").excluded())
                .containsExactly(folder.resolve("content/x.torrent"));
        assertThat(requested("--v1").excluded()).containsExactly(folder.resolve("content.torrent"));
    }

    @Test
    void nothingIsHashedForAFileThatCannotBeWritten() throws IOException {
        Path content = Files.writeString(folder.resolve("content"), "x");
        Files.createDirectory(folder.resolve("made"));

        assertFails("no such file or folder: '" + folder.resolve("none") + "'", "--out", "none/x.torrent", content);
        assertFails(
                "'" + folder.resolve("made") + "': is a folder; choose a file with --out",
                "--force",
                "--out",
                "made",
                content);
        assertFails("no such file or folder: '" + content + "'", "--out", "content/x.torrent", content);
        assertFails(
                "'" + content + "': is the content itself; choose another file with --out",
                "--force",
                "--out",
                content,
                content);
    }

    @Test
    void aPieceSizeIsToldByTheNameOfItsOption() throws IOException {
        Path content = Files.writeString(folder.resolve("content"), "x");

        assertFails(
                "invalid --piece-size '24KiB': expected a power of two from 16KiB to 128MiB",
                "--piece-size",
                "24KiB",
                content);
    }

    @Test
    void whatWasJustHashedIsSeededAsKnown() throws Exception {
        CreatedTorrent created = created();
        FakeSession session = new FakeSession("default");
        FakeConsole console = new FakeConsole(folder, completed(created), session);

        String printed = console.run(new CreateCommand(), "--seed", "content");

        assertThat(session.requests()).singleElement().satisfies(request -> {
            assertThat(request.hashedFiles()).isEqualTo(created.hashedFiles());
            assertThat(request.savePath()).contains(folder);
            assertThat(request.flags()).doesNotContain(TorrentFlag.SEED_MODE);
        });
        assertThat(printed).containsPattern("Seeding +torrent 1").doesNotContain("Checked again");
    }

    @Test
    void whyItIsCheckedAgainIsPrinted() throws Exception {
        FakeSession session = new FakeSession("default");
        session.setRecheck("file changed since it was hashed: content");
        FakeConsole console = new FakeConsole(folder, completed(created()), session);

        assertThat(console.run(new CreateCommand(), "--seed", "content"))
                .containsPattern("Checked again +file changed since it was hashed: content");
        session.remove(1);
        assertThat(console.run(new CreateCommand(), "--force", "--json", "--seed", "content"))
                .contains("\"recheck\":\"file changed since it was hashed: content\"");
    }

    private CreatedTorrent created() throws IOException {
        Files.writeString(folder.resolve("content"), "x");
        InfoHashes hashes = InfoHashes.of(new InfoHash("ab".repeat(20)));
        return CreatedTorrent.builder("d4:infodee".getBytes(UTF_8), hashes)
                .name("content")
                .savePath(folder)
                .hashedFiles(List.of(new HashedFile("content", 1, Instant.EPOCH)))
                .build();
    }

    private static TorrentCreator completed(CreatedTorrent created) {
        return request -> CompletableFuture.completedFuture(created);
    }

    private void assertFails(String message, Object... words) {
        String[] typed = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            typed[i] = words[i].toString();
        }
        assertThatThrownBy(() -> new FakeConsole(folder, creator).run(new CreateCommand(), typed))
                .hasMessage(message);
    }
}
