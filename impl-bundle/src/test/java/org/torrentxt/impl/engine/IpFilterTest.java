package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.IpFilter.Loaded;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.BlockListForms;

class IpFilterTest {
    private static final int RANGES = 100_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private boolean blocked(IpFilter filter, String address) {
        return filter.isBlocked(Endpoint.address(address));
    }

    private IpFilter filter() {
        return sessions.start("filter", folder).session().ipFilter();
    }

    @Test
    void rulesAreAddedListedReplacedAndCleared() {
        IpFilter filter = filter();
        assertThat(filter.rules()).isEmpty();
        Rule first = Rule.of("127.1.0.0", "127.1.255.255", true);
        Rule second = Rule.of("::1", "::1", true);
        filter.add(first);
        filter.add(second);
        assertThat(filter.rules()).containsExactly(first, second);
        assertThat(blocked(filter, "127.1.0.0")).isTrue();
        assertThat(blocked(filter, "127.1.255.255")).isTrue();
        assertThat(blocked(filter, "127.0.255.255")).isFalse();
        assertThat(blocked(filter, "127.2.0.0")).isFalse();
        assertThat(blocked(filter, "::1")).isTrue();

        Rule other = Rule.of("127.3.0.0", "127.3.0.0", true);
        filter.replace(List.of(other));
        assertThat(filter.rules()).containsExactly(other);
        assertThat(blocked(filter, "127.1.0.0")).isFalse();
        assertThat(blocked(filter, "127.3.0.0")).isTrue();
        filter.clear();
        assertThat(filter.rules()).isEmpty();
        assertThat(blocked(filter, "127.3.0.0")).isFalse();
    }

    @Test
    void theLaterRuleWins() {
        IpFilter filter = filter();
        filter.add(Rule.of("127.0.0.0", "127.255.255.255", true));
        filter.add(Rule.of("127.0.0.1", "127.0.0.1", false));
        assertThat(blocked(filter, "127.0.0.1")).isFalse();
        assertThat(blocked(filter, "127.0.0.2")).isTrue();
        filter.add(Rule.of("127.0.0.0", "127.0.0.255", true));
        assertThat(blocked(filter, "127.0.0.1")).isTrue();
    }

    @Test
    void noRuleOpensTheNetworkOfALocalSession() {
        IpFilter filter = filter();
        filter.add(Rule.of("0.0.0.0", "255.255.255.255", false));
        filter.add(Rule.of("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false));
        assertThat(blocked(filter, "192.0.2.1")).isTrue();
        assertThat(blocked(filter, "2001:db8::1")).isTrue();
        assertThat(blocked(filter, "127.0.0.1")).isFalse();
        assertThat(blocked(filter, "::1")).isFalse();
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() -> Rule.of("127.0.0.2", "127.0.0.1", true)).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> Rule.of("127.0.0.1", "::1", true)).hasMessageContaining("family");
        assertThatThrownBy(() -> Rule.of("localhost", "127.0.0.1", true)).hasMessageContaining("localhost");
    }

    @Test
    void aBlockedPeerIsNotDialledUntilItIsUnblocked() {
        Seed seed = sessions.seed(folder, 300_000, TorrentFormat.V1, Map.of("listen_interfaces", "127.0.0.2:0"));
        assertThat(seed.session().endpoint().toString()).startsWith("127.0.0.2:");
        LocalSession leecher = sessions.leecher(folder);
        leecher.session().ipFilter().add(Rule.of("127.0.0.2", "127.0.0.9", true));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        OtherAlert alert = leecher.alerts().await(OtherAlert.class, a -> a.type() == AlertType.PEER_BLOCKED);
        assertThat(alert.torrent()).isEqualTo(torrent.id());
        assertThat(alert.message()).contains("127.0.0.2");
        assertThat(torrent.peers()).isEmpty();

        leecher.session().ipFilter().clear();
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(folder.resolve("downloads"));
    }

    @Test
    void oneAddressIsBlockedAndAnotherIsNot() {
        Seed seed = sessions.seed(folder, 300_000, TorrentFormat.V1);
        seed.session().session().ipFilter().add(Rule.of("127.0.0.2", "127.0.0.2", true));
        LocalSession refused = sessions.start(
                "refused",
                folder.resolve("refused"),
                // without DHT, by which the welcome session, which is not blocked, may find it and send it pieces
                Map.of("listen_interfaces", "127.0.0.2:0", "outgoing_interfaces", "127.0.0.2", "enable_dht", false));
        Torrent without = refused.session().add(seed.download().build()).torrent();
        seed.session().alerts().await(OtherAlert.class, a -> a.type() == AlertType.PEER_BLOCKED);
        LocalSession welcome = sessions.start("welcome", folder.resolve("welcome"));
        welcome.session().add(seed.download().build());
        welcome.alerts().await(TorrentFinished.class);
        assertThat(without.pieces().cardinality()).isZero();
    }

    @Test
    void aPeerThatIsBlockedLaterIsDisconnected() {
        Seed seed = sessions.seed(
                folder,
                3_000_000,
                TorrentFormat.V1,
                Map.of("listen_interfaces", "127.0.0.2:0", "upload_rate_limit", 50_000));
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        Wait.until("it has one peer", () -> torrent.peers().size() == 1);
        leecher.session().ipFilter().add(Rule.of("127.0.0.2", "127.0.0.2", true));
        Wait.until("it is gone", () -> torrent.peers().isEmpty());
    }

    private static String address(int number) {
        return "127." + (16 + (number >> 16)) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    private Path list(String name, String format) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                IntStream.range(0, RANGES)
                        .mapToObj(i -> String.format(format, i, address(4 * i), address(4 * i + 1)))
                        .collect(Collectors.joining("\n", "# a list\n\n", "\n")));
    }

    @Test
    void longListsOfBothFormatsAreLoadedAndBlock() throws IOException {
        IpFilter filter = filter();
        assertThat(filter.load(list("some.p2p", "range %d: with colon:%s-%s"))).isEqualTo(new Loaded(RANGES, 0, 0));
        assertBlocksItsRanges(filter);
        filter.clear();
        assertThat(blocked(filter, address(0))).isFalse();
        assertThat(filter.load(list("some.dat", "%2$s - %3$s , 100 , range %1$d")))
                .isEqualTo(new Loaded(RANGES, 0, 0));
        assertBlocksItsRanges(filter);
    }

    /** The first two of each four addresses, and no others. */
    private void assertBlocksItsRanges(IpFilter filter) {
        assertThat(filter.rules()).hasSize(RANGES);
        assertThat(filter.rules().get(RANGES - 1))
                .isEqualTo(Rule.of(address(4 * RANGES - 4), address(4 * RANGES - 3), true));
        for (int range = 0; range < RANGES; range += RANGES / 100 - 1) {
            assertThat(blocked(filter, address(4 * range))).isTrue();
            assertThat(blocked(filter, address(4 * range + 1))).isTrue();
            assertThat(blocked(filter, address(4 * range + 2))).isFalse();
            assertThat(blocked(filter, address(4 * range + 3))).isFalse();
        }
        assertThat(blocked(filter, address(4 * RANGES))).isFalse();
    }

    @Test
    void aPeerOnALongListIsRefusedAndItsNeighbourIsNot() throws IOException {
        int range = 4 * (RANGES / 2);
        Seed seed = sessions.seed(
                folder, 300_000, TorrentFormat.V1, Map.of("listen_interfaces", address(range + 1) + ":0"));
        Seed neighbour = sessions.seedWith(
                sessions.start("neighbour", folder, Map.of("listen_interfaces", address(range + 2) + ":0")),
                seed.content(),
                TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        leecher.session().ipFilter().load(list("some.p2p", "range %d:%s-%s"));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(AlertType.PEER_BLOCKED);
        assertThat(torrent.peers()).isEmpty();
        torrent.connectPeer(neighbour.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
        assertThat(seed.seeding().status().orElseThrow().allTimeUpload()).isZero();
    }

    @Test
    void aListBlocksWhatItNames() throws IOException {
        Path file = Files.writeString(
                folder.resolve("some.dat"),
                "127.000.001.000 - 127.000.001.255 , 127 , blocked\n127.0.2.0 - 127.0.2.255 , 128 , allowed\n");
        IpFilter filter = filter();
        filter.load(file);
        assertThat(blocked(filter, "127.0.1.7")).isTrue();
        assertThat(blocked(filter, "127.0.2.7")).isFalse();
    }

    @Test
    void linesThatCannotBeReadAreSkippedAndCounted() throws IOException {
        IpFilter filter = filter();
        Path file = Files.writeString(
                folder.resolve("bad.p2p"),
                "a:127.0.0.5-127.0.0.6\r\n\r\nb:127.0.0.300-127.0.0.7\r\n# c\rno range\n127.0.1.0/24"
                        + "x".repeat(20_000) + "\n127.0.2.0/24");
        assertThat(filter.load(file)).isEqualTo(new Loaded(2, 3, 3));
        assertThat(filter.rules())
                .containsExactly(Rule.of("127.0.0.5", "127.0.0.6", true), Rule.of("127.0.2.0", "127.0.2.255", true));
    }

    @Test
    void aFileWithoutAnyRangeIsRefusedAndNothingChanges() throws IOException {
        IpFilter filter = filter();
        Rule rule = Rule.of("127.1.0.0", "127.1.0.0", true);
        filter.add(rule);
        Path file = Files.writeString(folder.resolve("page"), "# a page\n<html>\nPlease log in</html>\n");
        assertThatThrownBy(() -> filter.load(file))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContainingAll(file.toString(), "line 2");
        assertThatThrownBy(() -> filter.load(folder.resolve("none"))).isInstanceOf(IOException.class);
        assertThat(filter.rules()).containsExactly(rule);
        assertThat(filter.load(Files.writeString(folder.resolve("empty"), "# nothing to block\n")))
                .isEqualTo(new Loaded(0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "mark", "utf-16", "gzip", "zip", "p2b-1", "p2b-2", "p2b-3", "gzip p2b-2"})
    void listsAreReadInEveryForm(String form) throws IOException {
        IpFilter filter = filter();
        Path file = Files.write(folder.resolve("list"), BlockListForms.write(form, "127.0.4.0", "127.0.4.255"));
        assertThat(filter.load(file)).isEqualTo(new Loaded(1, 0, 0));
        assertThat(filter.rules()).containsExactly(Rule.of("127.0.4.0", "127.0.4.255", true));
    }

    @Test
    void aBinaryListThatIsCutOffIsUsedAsFarAsItGoes() throws IOException {
        IpFilter filter = filter();
        byte[] list = BlockListForms.write("p2b-2", "127.0.4.0", "127.0.4.255");
        byte[] cut = Arrays.copyOf(list, list.length + 3); // the next has begun
        assertThat(filter.load(Files.write(folder.resolve("list"), cut))).isEqualTo(new Loaded(1, 1, 2));
    }

    @Test
    void aListThatUnpacksWithoutAnEndIsRefused() throws IOException {
        IpFilter filter = filter();
        Path file = folder.resolve("bomb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] lines = "#".repeat(1 << 20).getBytes(ISO_8859_1);
            for (int i = 0; i < 257; i++) {
                out.write(lines);
            }
        }
        assertThat(Files.size(file)).isLessThan(1_000_000);
        assertThatThrownBy(() -> filter.load(file))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("too long when uncompressed");
    }

    @Test
    void aStoppedSessionRefuses() {
        LocalSession local = sessions.start("stopped", folder);
        IpFilter filter = local.session().ipFilter();
        local.close();
        assertThatThrownBy(filter::clear)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
    }
}
