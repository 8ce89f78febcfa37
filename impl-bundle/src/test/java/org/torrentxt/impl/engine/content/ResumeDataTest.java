package org.torrentxt.impl.engine.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

class ResumeDataTest {
    private static final int PIECES = 8;
    private static final int FILES = 6; // pad files included

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private LocalSession local;
    private Map<ByteString, Object> resumeData;

    @BeforeEach
    void saveResumeData() {
        local = sessions.start("local", folder);
        Seed seed = sessions.seedWith(local, Content.write(folder, 100_000), TorrentFormat.HYBRID);
        resumeData = new TreeMap<>(
                Bencode.decodeDictionary(Wait.answer(seed.seeding().saveResumeData()))
                        .entries());
        seed.seeding().remove(false);
        assertThat(resumeData).containsKeys(ByteString.of("info"), ByteString.of("trees"));
    }

    private byte[] with(String key, Object value) {
        Map<ByteString, Object> changed = new TreeMap<>(resumeData);
        changed.put(ByteString.of(key), value);
        return encode(changed);
    }

    private static byte[] encode(Map<ByteString, Object> values) {
        BencodeDictionary.Builder dictionary = BencodeDictionary.builder();
        values.forEach(dictionary::put);
        return Bencode.encode(dictionary.build());
    }

    private void assertRefused(byte[] content, String reason) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(
                        () -> local.session().add(AddTorrent.resumeData(content).build()))
                .withMessageContaining(reason)
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(local.session().torrents()).isEmpty();
    }

    @Test
    void whatTheEngineSavedIsTaken() {
        Torrent again = local.session()
                .add(AddTorrent.resumeData(encode(resumeData)).build())
                .torrent();

        Wait.until("it is complete", () -> again.status().orElseThrow().progress() == 1);
    }

    @Test
    void moreVerifiedBlocksThanAFileHasAreRefused() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("too-many-verified.resume")) {
            assertRefused(in.readAllBytes(), "number of verified blocks of file 0 is 2524; expected at most 4");
        }
    }

    private static BencodeDictionary unfinished(long piece, byte... bits) {
        return BencodeDictionary.builder()
                .put("piece", piece)
                .put("bitmask", bits)
                .build();
    }

    private static List<BencodeDictionary> trees(int count, String key, int length) {
        BencodeDictionary tree = BencodeDictionary.builder()
                .put("hashes", new byte[32])
                .put(key, "1".repeat(length))
                .build();
        return Collections.nCopies(count, tree);
    }

    static Stream<Arguments> misfits() {
        byte[] many = new byte[10_000];
        Arrays.fill(many, (byte) 1);
        return Stream.of(
                Arguments.of("pieces", many, "number of pieces is 10000"),
                Arguments.of("piece_priority", many, "number of piece priorities is 10000"),
                Arguments.of("file_priority", Collections.nCopies(500, 1L), "number of file priorities is 500"),
                Arguments.of("mapped_files", Collections.nCopies(500, "a"), "number of paths is 500"),
                Arguments.of("unfinished", List.of(unfinished(PIECES + 100, (byte) 1)), "unfinished piece is 108"),
                Arguments.of("unfinished", List.of(unfinished(0, many)), "number of blocks of piece 0 is 80000"),
                Arguments.of("unfinished", List.of(unfinished(0, (byte) 1)), "block of piece 0 is 7"),
                Arguments.of("trees", trees(500, "verified", 0), "number of hash trees is 500"),
                Arguments.of("trees", trees(1, "verified", 5), "number of verified blocks of file 0 is 5"),
                Arguments.of("trees", trees(1, "mask", 500), "length of the hash tree mask of file 0 is 500"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whateverDoesNotFitTheMetadataIsRefused(String key, Object value, String reason) {
        assertRefused(with(key, value), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/x", "../x", "content/../../x", "..", ".", "a/..", "a//b", "./a", "a/", "a\0b", "/"})
    void pathsThatLeadOutAreRefusedWithAndWithoutMetadata(String path) {
        assertRefused(with("mapped_files", List.of("content/a.bin", path)), "invalid path within a torrent");
        resumeData.remove(ByteString.of("info"));
        assertRefused(with("mapped_files", List.of("content/a.bin", path)), "invalid path within a torrent");
    }

    @Test
    void nothingOutsideIsWrittenOrDeletedForAPathInResumeData() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "kept");
        List<String> paths = new ArrayList<>(Collections.nCopies(FILES, ""));
        paths.set(0, victim.toString());

        assertRefused(with("mapped_files", paths), "invalid path within a torrent");

        assertThat(victim).hasContent("kept");
    }

    @Test
    void filesThatWereRenamedAreFoundAgain() throws IOException {
        Files.createDirectories(folder.resolve("other"));
        Files.move(folder.resolve("content/a.bin"), folder.resolve("other/ä😀.bin"));
        List<String> paths = new ArrayList<>(Collections.nCopies(FILES, ""));
        paths.set(0, "other/ä😀.bin");

        Torrent again = local.session()
                .add(AddTorrent.resumeData(with("mapped_files", paths)).build())
                .torrent();

        Wait.until("it is complete", () -> again.status().orElseThrow().progress() == 1);
    }

    @Test
    void metadataOfAnotherInfoHashIsRefused() {
        assertRefused(with("info-hash", "x".repeat(20)), "its metadata does not match its info-hash");
    }

    @Test
    void numbersThatCannotHaveBeenSavedCountForNothing() {
        for (String key :
                List.of("total_uploaded", "active_time", "max_uploads", "max_connections", "upload_rate_limit")) {
            resumeData.put(ByteString.of(key), -5L);
        }

        Torrent torrent = local.session()
                .add(AddTorrent.resumeData(encode(resumeData)).build())
                .torrent();

        assertThat(torrent.status().orElseThrow().allTimeUpload()).isZero();
        assertThat(torrent.uploadLimit()).isZero();
        assertThat(torrent.maxConnections()).isEqualTo(-1);
        assertThat(torrent.maxUploads()).isEqualTo(-1);
    }

    @Test
    void whatIsNoDictionaryIsRefused() {
        for (String content : List.of("", "d", "le", "i1e", "d1:a", "d1:ai1", "d99999999999:", "d-1:", "d1:ai1eex")) {
            assertRefused(content.getBytes(UTF_8), "invalid resume data: malformed bencoding at byte");
        }
    }

    @Test
    void webSeedsThatTheBindingDoesNotShowAreLeftOut() {
        byte[] content = with("httpseeds", List.of("http://192.0.2.1/seed"));

        Torrent torrent =
                local.session().add(AddTorrent.resumeData(content).build()).torrent();

        assertThat(Bencode.decodeDictionary(Wait.answer(torrent.saveResumeData()))
                        .list("httpseeds")
                        .orElse(List.of()))
                .isEmpty();
    }
}
