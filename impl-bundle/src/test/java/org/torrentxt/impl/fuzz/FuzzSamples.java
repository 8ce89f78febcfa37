package org.torrentxt.impl.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;

/** Valid input, made by this code itself, and the hostile torrents that can be decoded. */
record FuzzSamples(
        List<byte[]> torrents,
        List<byte[]> resumeData,
        List<byte[]> dhtStates,
        List<byte[]> magnets,
        List<byte[]> blockLists) {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int LONGEST = 32_768;
    private static final List<String> BLOCK_LISTS = List.of(
            "# comment\n1.2.3.0/24\n2001:db8::/32\n5.6.7.8\n",
            "some name:1.2.4.0-1.2.4.255\nother:3.0.0.0-3.255.255.255\n",
            "001.009.096.105 - 001.009.096.105 , 000 , name\n");

    /**
     * Makes the samples.
     *
     * @param seeds a folder for content that is complete
     */
    static FuzzSamples of(LocalSession local, Path seeds) throws Exception {
        List<byte[]> torrents = new ArrayList<>();
        List<byte[]> resumeData = new ArrayList<>();
        List<byte[]> magnets = new ArrayList<>();
        Path content = Content.write(seeds, 100_000);
        for (TorrentFormat format : TorrentFormat.values()) {
            CreatedTorrent created = Content.torrentOf(content, format);
            torrents.add(created.content());
            magnets.add(created.magnetUri().getBytes(UTF_8));
            AddTorrent.Builder request = AddTorrent.torrentBytes(created.content());
            resumeData.add(resumeData(local, request.paused().build()));
            resumeData.add(resumeData(local, request.savePath(seeds).seed().build()));
        }
        try (Stream<String> lines = Files.lines(RESOURCES.resolve("magnets.txt"))) {
            lines.filter(line -> !line.isBlank()).forEach(line -> magnets.add(line.getBytes(UTF_8)));
        }
        torrents.addAll(corpus());
        return new FuzzSamples(
                torrents,
                resumeData,
                List.of(local.session().dht().saveState()),
                magnets,
                BLOCK_LISTS.stream().map(text -> text.getBytes(UTF_8)).toList());
    }

    private static byte[] resumeData(LocalSession local, AddTorrent request) throws Exception {
        Torrent torrent = local.session().add(request).torrent();
        byte[] saved = torrent.saveResumeData().toCompletableFuture().get(10, TimeUnit.SECONDS);
        torrent.remove(false);
        return saved;
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("torrents"))) {
            for (Path file : files.sorted().toList()) {
                if (Files.size(file) <= LONGEST && decodes(Files.readAllBytes(file))) {
                    all.add(Files.readAllBytes(file));
                }
            }
        }
        return all;
    }

    /** Those that are surely valid. */
    List<byte[]> ownTorrents() {
        return torrents.subList(0, TorrentFormat.values().length);
    }

    /** Those that are surely valid. */
    List<byte[]> ownMagnets() {
        return magnets.subList(0, TorrentFormat.values().length);
    }

    private static boolean decodes(byte[] content) {
        try {
            Bencode.decodeDictionary(content);
            return true;
        } catch (TorrentException e) {
            return false;
        }
    }
}
