package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;

/**
 * The pictures in docs/images, of a session of the engine that downloads from others on 127.0.0.1. They are written to
 * {@code target/screenshots}, to be looked at and copied.
 */
@Tag("judge")
@Timeout(180)
class PicturesTest {
    private static final int PIECE = 1 << 15;
    private static final int MEBIBYTE = 1 << 20;
    private static final String FILM = "Sintel (2010)";

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private Path everything;
    private Path saved;
    private EngineSession session;
    private EngineSession seeder;

    private Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Path path = everything.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    private byte[] torrent(String name) {
        return new ParallelTorrentCreator("TorrentXT", 1)
                .create(CreateTorrent.of(everything.resolve(name))
                        .pieceLength(PIECE)
                        .tracker("http://127.0.0.1:1/announce")
                        .comment("Made by the tests")
                        .build())
                .join()
                .content();
    }

    /** Puts a file where it is downloaded to; without its pieces of which that part has a number above zero. */
    private void keep(String name, double part) throws IOException {
        byte[] bytes = Files.readAllBytes(everything.resolve(name));
        int pieces = bytes.length / PIECE;
        for (int piece = 0; piece < pieces; piece++) {
            boolean isMissing = piece > pieces * part ? random.nextInt(9) > 0 : random.nextInt(12) == 0;
            if (isMissing) {
                Arrays.fill(bytes, piece * PIECE, (piece + 1) * PIECE, (byte) 0);
            }
        }
        Path path = saved.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    private Torrent add(String name, String... labels) {
        AddTorrent.Builder request = AddTorrent.torrentBytes(torrent(name));
        for (String label : labels) {
            request.label(label);
        }
        return session.add(request.paused().build()).torrent();
    }

    private Torrent download(String name, String... labels) {
        Torrent whole =
                seeder.add(AddTorrent.torrentBytes(torrent(name)).build()).torrent();
        RealSession.until("it is seeded", () -> whole.status().orElseThrow().state() == TorrentState.SEEDING);
        Torrent torrent = add(name, labels);
        torrent.resume();
        torrent.connectPeer(Endpoint.parse("127.0.0.1:" + seeder.listenPort()));
        return torrent;
    }

    @Test
    void ofTheDocumentation() throws IOException {
        everything = Files.createDirectory(folder.resolve("everything"));
        saved = Files.createDirectory(folder.resolve("downloads"));
        Path part = Files.createDirectory(folder.resolve("part"));
        try (EngineSession all = RealSession.start("seeder", everything, Map.of("upload_rate_limit", 350_000));
                EngineSession some = RealSession.start("some", part, Map.of("download_rate_limit", 90_000));
                EngineSession own = RealSession.start("default", saved);
                WebServer server = PageServer.start(own);
                Browser browser = new Browser(1280, 800)) {
            session = own;
            seeder = all;
            browser.open(server, "admin", ""); // first, as it may take longer than the downloads
            Torrent film = prepare(part, some);
            RealSession.until(
                    "both its peers are there",
                    () -> film.status().orElseThrow().numPeers() == 2);
            RealSession.until(
                    "it has been downloading for a while",
                    () -> film.status().orElseThrow().downloadRate() > 50_000);
            browser.awaitText(".grid .rows .up", "KiB/s");
            browser.awaitText(".grid .rows .state", "error");
            browser.awaitText("#rate-down", "KiB/s");
            browser.resize(1280, 420, 1);
            browser.screenshot("page-list");

            browser.resize(1280, 760, 1);
            browser.open(server, "admin", "#/default/torrents/" + film.id() + "/pieces");
            browser.awaitText("#panel-pieces .note", "available from one peer");
            browser.screenshot("page-details");
            browser.prefer("dark");
            browser.click("#tab-files");
            browser.awaitText("#files", "subtitles");
            assertThat(browser.all("#files [aria-label^='Play ']"))
                    .as("what is skipped cannot be played")
                    .hasSize(1);
            assertThat(browser.all(".grid .rows [aria-selected=true]"))
                    .as("a torrent that is opened by its address is selected")
                    .hasSize(1);
            browser.screenshot("page-files");
            browser.click("#tab-overview");
            browser.awaitText("#panel-overview", "Made by the tests");
            browser.screenshot("page-overview");
            browser.resize(390, 760, 2);
            browser.open(server, "admin", "");
            browser.awaitText(".grid .rows .down", "KiB/s");
            browser.screenshot("page-phone");
            browser.assertClean();
        }
    }

    private Torrent prepare(Path part, EngineSession some) throws IOException {
        file("debian-12.8.0-amd64-netinst.iso", 9 * MEBIBYTE);
        file(FILM + "/Sintel.2010.1080p.mkv", 28 * MEBIBYTE);
        file(FILM + "/subtitles/Sintel.de.srt", 70_000);
        file(FILM + "/subtitles/Sintel.en.srt", 70_000);
        file(FILM + "/making of/Sintel - The making of.mkv", 6 * MEBIBYTE);
        file(FILM + "/poster.jpg", MEBIBYTE);
        file("Moby Dick (LibriVox).m4b", 12 * MEBIBYTE);
        file("Big Buck Bunny.mp4", 16 * MEBIBYTE);
        file("Tears of Steel/Tears of Steel.mkv", 2 * MEBIBYTE);
        file("openstreetmap-liechtenstein.osm.pbf", 3 * MEBIBYTE);

        keep("debian-12.8.0-amd64-netinst.iso", 1);
        Files.copy(
                everything.resolve("debian-12.8.0-amd64-netinst.iso"),
                saved.resolve("debian-12.8.0-amd64-netinst.iso"),
                StandardCopyOption.REPLACE_EXISTING);
        keep(FILM + "/Sintel.2010.1080p.mkv", 0.6);
        keep("Moby Dick (LibriVox).m4b", 0.3);
        keep("Big Buck Bunny.mp4", 0.2);
        Files.writeString(saved.resolve("Tears of Steel"), "a file where a folder has to be");

        Torrent iso = add("debian-12.8.0-amd64-netinst.iso", "linux");
        iso.resume();
        Torrent book = add("Moby Dick (LibriVox).m4b", "books");
        book.resume();
        awaitChecked(book);
        book.pause();
        download("Big Buck Bunny.mp4", "film");
        add("Tears of Steel", "film").resume();
        session.add(AddTorrent.infoHash(InfoHash.parse("c9e15763f722f23e98a29decdfae341b98d53056"))
                .name("FreeBSD-14.2-RELEASE-amd64-dvd1.iso")
                .label("bsd")
                .build());
        download("openstreetmap-liechtenstein.osm.pbf", "maps");
        Torrent film = download(FILM, "film", "4K");
        film.setFilePriorities(Map.of(0, FilePriority.TOP, 1, FilePriority.SKIP));
        half(part, some, film);
        // Somebody who downloads from us.
        some.add(AddTorrent.torrentBytes(torrent("debian-12.8.0-amd64-netinst.iso"))
                .peer(Endpoint.parse("127.0.0.1:" + session.listenPort()))
                .build());
        return film;
    }

    private static void awaitChecked(Torrent torrent) {
        RealSession.until("it is checked", () -> torrent.status().orElseThrow().state() == TorrentState.DOWNLOADING);
    }

    // A peer that has half of the film: some pieces have two sources, others one.
    private void half(Path part, EngineSession some, Torrent film) throws IOException {
        Path path = part.resolve(FILM).resolve("Sintel.2010.1080p.mkv");
        byte[] bytes = Files.readAllBytes(everything.resolve(FILM).resolve("Sintel.2010.1080p.mkv"));
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        Torrent half = some.add(AddTorrent.torrentBytes(torrent(FILM)).build()).torrent();
        half.setDownloadLimit(5_000);
        awaitChecked(half);
        film.connectPeer(Endpoint.parse("127.0.0.1:" + some.listenPort()));
    }
}
