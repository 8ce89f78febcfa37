package org.torrentxt.impl.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.NewerVersionException;
import org.torrentxt.statefile.UnusableFileException;

class TorrentStateTest {
    private static final long[] EXTREMES = {
        Long.MIN_VALUE, Integer.MIN_VALUE, -1, 0, 1, 1L << 31, 1L << 32, Long.MAX_VALUE
    };

    @Test
    void allThatIsSavedIsReadAgain() throws IOException {
        for (int pieces : List.of(0, 1, 40, 2_048, 2_049, 100_003)) {
            TorrentState state = States.torrent(7, pieces);
            assertThat(TorrentState.read(state.toBytes()))
                    .as(pieces + " pieces")
                    .isEqualTo(state);
        }
        TorrentState bare = TorrentState.of(Integer.MAX_VALUE, States.resume(1, 3));
        assertThat(TorrentState.read(bare.toBytes())).isEqualTo(bare);
    }

    @Test
    void whatLibtorrentSavedIsUnchangedForOtherClients() {
        TorrentState state = States.torrent(7);
        Map<ByteString, ByteString> file = new TreeMap<>(BencodeSlices.of(state.toBytes()));
        file.remove(ByteString.of("torrentxt"));
        assertThat(file).isEqualTo(state.resume().encoded());
    }

    @Test
    void thePiecesOfLargeTorrentsTakeABitEach() {
        int pieces = 100_000;
        TorrentState state = States.torrent(7, pieces);
        int metadata = States.info(7, pieces).length;
        assertThat(state.toBytes()).hasSizeLessThan(metadata + 4_096 + pieces / 8);
        assertThat(States.torrent(7, 2_048).toBytes())
                .hasSizeLessThan(States.info(7, 2_048).length + 4_096 + 2_048 / 8);
    }

    @Test
    void whatIsSavedCanBeListedWithoutTheEngine() {
        ResumeDictionary resume = States.resume(1, 3);
        assertThat(resume.name()).contains("content-1");
        assertThat(resume.savePath()).contains("/downloads");
        assertThat(resume.totalDownloaded()).isEqualTo(Long.MAX_VALUE);
        assertThat(resume.totalUploaded()).isEqualTo(5);
        assertThat(resume.addedTime()).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(resume.completedTime()).isEmpty();
        assertThat(resume.activeTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(resume.flags())
                .containsExactlyInAnyOrder(
                        TorrentFlag.PAUSED, TorrentFlag.SEQUENTIAL_DOWNLOAD, TorrentFlag.APPLY_IP_FILTER);
        assertThat(resume.uploadLimit()).isEqualTo(1000);
        assertThat(resume.downloadLimit()).isZero();
        assertThat(resume.renamedFiles()).isEqualTo(Map.of(0, "renamed"));
        assertThat(resume.filePriorities()).isEqualTo(Map.of(0, FilePriority.TOP));
        assertThat(resume.trackers())
                .containsExactly(
                        new ResumeDictionary.Tracker("http://user:secret@127.0.0.1/announce", 0),
                        new ResumeDictionary.Tracker("udp://127.0.0.1:1", 1));
        assertThat(resume.webSeeds()).containsExactly("http://127.0.0.1/content");
        assertThat(resume.infoHashes().v2()).isEmpty();
    }

    @Test
    void aTorrentOfWhichThereIsNoResumeDataYetIsSavedToo() throws IOException {
        TorrentState first = States.torrent(3);
        ResumeDictionary minimal =
                ResumeDictionary.minimal(first.resume().infoHashes(), "/downloads", Set.of(TorrentFlag.PAUSED));
        TorrentState read = TorrentState.read(TorrentState.of(3, minimal).toBytes());
        assertThat(read.resume().infoHashes()).isEqualTo(first.resume().infoHashes());
        assertThat(read.resume().flags()).containsExactly(TorrentFlag.PAUSED);
    }

    @Test
    void aFileThatIsCutAnywhereIsDamaged() {
        byte[] file = States.torrent(7).toBytes();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> TorrentState.read(cut)).isInstanceOf(UnusableFileException.class);
        }
    }

    @Test
    void aFileWithAnyOtherByteIsDamaged() {
        byte[] file = States.torrent(7).toBytes();
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            // of a number of the version other than 1, or of a key that is no longer known, only this is certain
            assertThatThrownBy(() -> TorrentState.read(changed))
                    .as("byte " + at)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aNewerVersionIsRefusedWhateverElseIsInIt() {
        Envelope envelope = new Envelope(
                new TreeMap<>(),
                BencodeDictionary.builder().put("id", "no number").build());
        assertThatThrownBy(() -> TorrentState.read(envelope.write("torrent", 2)))
                .isInstanceOf(NewerVersionException.class)
                .hasMessage("written by a newer version of TorrentXT: format 2; expected at most 1");
        assertThatThrownBy(() -> TorrentState.read(envelope.write("something else", Long.MAX_VALUE)))
                .isInstanceOf(NewerVersionException.class);
    }

    @Test
    void filesOfAnotherKindAreNoState() {
        assertThatThrownBy(() -> TorrentState.read(States.session().toBytes()))
                .hasMessage("no torrent state of TorrentXT");
        assertThatThrownBy(() -> TorrentState.read(States.resume(1, 3).toBytes()))
                .hasMessage("no state of TorrentXT");
        assertThatThrownBy(() -> TorrentState.read("".getBytes(UTF_8))).hasMessageContaining("unexpected end");
        assertThatThrownBy(() -> TorrentState.read("le".getBytes(UTF_8))).hasMessageContaining("expected a dictionary");
    }

    @Test
    void eachNumberAtItsExtremesIsTakenOrDamage() {
        for (long extreme : EXTREMES) {
            for (String key : List.of("id", "piece count", "error file", "version")) {
                BencodeDictionary own = BencodeDictionary.builder()
                        .put("id", 7)
                        .put("error", "no space left")
                        .put(key, extreme)
                        .build();
                byte[] file = new Envelope(outer(key), own).write("torrent", key.equals("version") ? extreme : 1);
                assertEnds(file, key + " " + extreme);
            }
            ResumeDictionary resume = States.resume(1, 3);
            for (ByteString key : resume.keys()) {
                if (resume.number(key.text(), Long.MIN_VALUE, Long.MAX_VALUE).isPresent()) {
                    ResumeDictionary wild = resume.with(key.text(), extreme);
                    assertThat(wild.totalUploaded()).isNotNegative();
                    assertThat(wild.totalDownloaded()).isNotNegative();
                    assertThat(wild.activeTime()).isBetween(Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE));
                    assertThat(wild.uploadLimit()).isBetween(0L, (long) Integer.MAX_VALUE);
                    assertThat(wild.addedTime().map(Instant::getEpochSecond).orElse(1L))
                            .isPositive();
                    assertThat(wild.flags()).isNotNull();
                }
            }
        }
    }

    private static TreeMap<ByteString, ByteString> outer(String key) {
        TreeMap<ByteString, ByteString> outer =
                new TreeMap<>(States.resume(1, 3).encoded());
        if (key.equals("piece count")) {
            outer.remove(ByteString.of("pieces"));
        }
        return outer;
    }

    private static void assertEnds(byte[] file, String what) {
        try {
            assertThat(TorrentState.read(file).id()).as(what).isPositive();
        } catch (UnusableFileException | NewerVersionException e) {
            assertThat(e).as(what).hasMessageMatching(".+: .*|no value of .*|written by a newer.*");
        } catch (IOException e) {
            throw new AssertionError(what, e);
        }
    }

    @Test
    void metadataOfAnotherTorrentIsDamage() {
        TorrentState state = States.torrent(7);
        byte[] other = States.info(8, 40);
        assertThatThrownBy(() -> state.resume().withEncoded("info", other))
                .hasMessageContaining("its metadata does not match its info-hash");
        TreeMap<ByteString, ByteString> outer = new TreeMap<>(state.resume().encoded());
        outer.put(ByteString.of("info"), ByteString.of(other));
        byte[] file =
                new Envelope(outer, BencodeDictionary.builder().put("id", 7).build()).write("torrent", 1);
        assertThatThrownBy(() -> TorrentState.read(file)).isInstanceOf(UnusableFileException.class);
    }

    @Test
    void labelsAndAttributesThatCannotBeSavedAreRejected() {
        ResumeDictionary resume = States.resume(1, 3);
        for (String label : List.of("", " a", "a,b", "a\nb", "a".repeat(101), "\ud83d")) {
            assertThatThrownBy(() ->
                            new TorrentState(1, resume, Optional.empty(), Set.of(label), Map.of(), Optional.empty()))
                    .as(label)
                    .isInstanceOf(TorrentException.class);
        }
        for (Map<String, String> attributes :
                List.of(Map.of("", "a"), Map.of("a", "a".repeat(65_536)), Map.of("a", "\ud83d"))) {
            assertThatThrownBy(
                            () -> new TorrentState(1, resume, Optional.empty(), Set.of(), attributes, Optional.empty()))
                    .isInstanceOf(TorrentException.class);
        }
    }

    @Test
    void theStateOfASessionIsReadAgain() throws IOException {
        assertThat(SessionState.read(States.session().toBytes())).isEqualTo(States.session());
        assertThat(SessionState.read(SessionState.NEW.toBytes())).isEqualTo(SessionState.NEW);
        assertThat(IpFilterState.read(States.ipFilter().toBytes())).isEqualTo(States.ipFilter());
        assertThat(TorrentIds.read(TorrentIds.toBytes(Integer.MAX_VALUE))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void wildValuesInTheStateOfASessionAreDamage() {
        for (long extreme : List.of(Long.MIN_VALUE, -1L, 0L, 1L << 31, Long.MAX_VALUE)) {
            assertDamaged(own(extreme, List.of(), Map.of()), SessionState.KIND);
            assertDamaged(own(1, List.of(extreme), Map.of()), SessionState.KIND);
            if (extreme < 0) {
                assertDamaged(own(1, List.of(), Map.of("a", extreme)), SessionState.KIND);
            }
        }
        Envelope filter = new Envelope(
                new TreeMap<>(
                        Map.of(ByteString.of("ip_filter4"), ByteString.of(Bencode.encode(List.of(new byte[11]))))),
                BencodeDictionary.builder().build());
        assertThatThrownBy(() -> IpFilterState.read(filter.write("ip filter", 1)))
                .isInstanceOf(UnusableFileException.class);
        byte[] reversed = {2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
        Envelope backwards = new Envelope(
                new TreeMap<>(Map.of(ByteString.of("ip_filter4"), ByteString.of(Bencode.encode(List.of(reversed))))),
                BencodeDictionary.builder().build());
        assertThatThrownBy(() -> IpFilterState.read(backwards.write("ip filter", 1)))
                .isInstanceOf(UnusableFileException.class);
    }

    private static Envelope own(long nextId, List<Long> queue, Map<String, Long> statistics) {
        BencodeDictionary.Builder counts = BencodeDictionary.builder();
        statistics.forEach(counts::put);
        return new Envelope(
                new TreeMap<>(),
                BencodeDictionary.builder()
                        .put("next id", nextId)
                        .put("queue", queue)
                        .put("statistics", counts.build())
                        .build());
    }

    private static void assertDamaged(Envelope envelope, String kind) {
        assertThatThrownBy(() -> SessionState.read(envelope.write(kind, 1))).isInstanceOf(UnusableFileException.class);
    }
}
