package org.torrentxt.shell.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.testing.StatusBuilder.status;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.api.status.TrackerSource;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.PseudoTerminal;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.Screen;
import org.torrentxt.shell.format.TerminalView;
import org.torrentxt.testing.FakeFleet;
import org.torrentxt.testing.FakeHealth;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.FakeStore;

/** The output of commands in a pseudo-terminal of common widths, with names in various scripts. */
class TerminalWidthTest {
    private static final List<String> NAMES = List.of(
            "short",
            "ubuntu-24.04.1-desktop-amd64-with-a-name-that-is-longer-than-any-terminal-is-wide-and-goes-on-and-on.iso",
            "日本語のとても長い名前のファイルです。端末の幅よりもずっと長いので途中で切られるはずです。",
            "한국어 드라마 시즌 1 전편 모음 고화질 자막 포함 아주 긴 이름입니다",
            "🎬🍿 Movie night 🎉👨‍👩‍👧‍👦🏳️‍🌈 ❤️ the very best of everything in one place 🎬🍿",
            "A\u0308rzte u\u0308ber a\u0308lles: Mo\u0308tley Cru\u0308e, live in Mu\u0308nchen, und noch viel mehr"
                    + " Lie\u0308der",
            "فيلم طويل جدا باللغة العربية مع اسم لا يتسع له السطر الواحد في أي نافذة");

    private static final String NO_PEERS =
            "session is local, no trackers, no DHT nodes; --peer HOST:PORT or network=internet";

    /** The arguments of each listing command and of other commands with much output. */
    private static final Map<String, List<String>> COMMANDS = new TreeMap<>(Map.ofEntries(
            Map.entry("torrent:list", List.of()),
            Map.entry("torrent:peers", List.of("1")),
            Map.entry("torrent:files", List.of("1")),
            Map.entry("torrent:trackers", List.of("1")),
            Map.entry("torrent:web-seeds", List.of("1")),
            Map.entry("torrent:pieces", List.of("1")),
            Map.entry("torrent:sessions", List.of()),
            Map.entry("torrent:settings", List.of()),
            Map.entry("torrent:queue", List.of()),
            Map.entry("torrent:import", List.of("--from", "qbittorrent", "BT_backup")),
            Map.entry("torrent:restore", List.of("backup.zip")),
            Map.entry("torrent:label", List.of()),
            Map.entry("torrent:attribute", List.of()),
            Map.entry("torrent:limit", List.of()),
            Map.entry("torrent:share-limit", List.of()),
            Map.entry("torrent:categories", List.of()),
            Map.entry("torrent:stats", List.of("--by", "label")),
            Map.entry("torrent:category", List.of()),
            Map.entry("torrent:group", List.of()),
            Map.entry("torrent:groups", List.of()),
            Map.entry("torrent:flags", List.of()),
            Map.entry("torrent:ip-filter", List.of()),
            Map.entry("torrent:doctor", List.of("--no-format")),
            Map.entry("dht:keys", List.of()),
            Map.entry("dht:blobs", List.of()),
            Map.entry("dht:publications", List.of()),
            Map.entry("dht:watch", List.of()),
            Map.entry("dht:followed", List.of()),
            Map.entry("dht:peers", List.of("ab".repeat(20))),
            Map.entry("fleet:deployments", List.of()),
            Map.entry("fleet:list", List.of()),
            Map.entry("fleet:list --torrents", List.of("--torrents")),
            Map.entry("fleet:nodes", List.of())));

    static Stream<Arguments> widths() {
        return COMMANDS.keySet().stream()
                .filter(name -> !name.equals("torrent:doctor"))
                .flatMap(name -> IntStream.of(40, 80, 120).mapToObj(width -> Arguments.of(name, width)));
    }

    @Test
    void allListingsAreTried() {
        assertThat(Commands.all().stream()
                        .filter(type -> Commands.options(type).stream()
                                .map(Option::name)
                                .anyMatch("--no-format"::equals))
                        .map(Commands::name))
                .isSubsetOf(COMMANDS.keySet());
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("widths")
    void noLineOfAListingWraps(String name, int width) throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(width)) {
            String printed = run(terminal, name);

            assertThat(printed.lines())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(line -> assertThat(columns(line)).as(line).isLessThan(width));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void whateverIsHiddenNamesAreNot(int width) throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(width)) {
            assertThat(run(terminal, "torrent:list"))
                    .contains("Name", "ubuntu-24.04", "日本語", "한국어", "🎬🍿", "A\u0308rzte", "فيلم", "…");
            assertThat(run(terminal, "torrent:peers")).contains("Client", "qBittorrent", "日本語");
            assertThat(run(terminal, "torrent:files")).contains("Path", "ubuntu-24.04", "日本語");
            assertThat(run(terminal, "dht:publications")).contains("Key", "greeting");
        }
    }

    @Test
    void whatIsHiddenIsNamed() throws Exception {
        try (PseudoTerminal narrow = new PseudoTerminal(40);
                PseudoTerminal wide = new PseudoTerminal(400)) {
            assertThat(run(narrow, "torrent:list").replaceAll("\\s+", " "))
                    .contains("Columns hidden to fit: Labels, Ratio, Up, Peers, Size, ETA, Down, State; --no-format"
                            + " prints all");
            assertThat(run(wide, "torrent:list")).doesNotContain("Hidden", "…").contains(NAMES);
        }
    }

    @Test
    void columnsStayInLine() throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(80)) {
            List<String> lines = run(terminal, "torrent:list")
                    .lines()
                    .filter(line -> line.contains(" │ "))
                    .toList();

            assertThat(lines).hasSize(1 + NAMES.size());
            assertThat(lines.stream().map(line -> columns(line.substring(0, line.lastIndexOf("│")))))
                    .containsOnly(columns(lines.get(0).substring(0, lines.get(0).lastIndexOf("│"))));
            assertThat(lines).filteredOn(line -> line.contains("…")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void barsAreNoWiderThanTheTerminalAndKeepTheirPercentage(int width) throws Exception {
        List<Progress> states = NAMES.stream()
                .map(name -> new Progress(name, "fetching metadata", 0.5, "12.3 MiB/s, ETA 3h 04m"))
                .toList();
        try (PseudoTerminal terminal = new PseudoTerminal(width)) {
            new TerminalView(terminal.output(), terminal.terminal(), () -> Screen.of(width, UTF_8)).show(states);

            assertThat(terminal.received().replaceAll("\u001b\\[2K|\r", "").lines())
                    .hasSameSizeAs(NAMES)
                    .allSatisfy(bar -> assertThat(columns(bar)).as(bar).isLessThan(width))
                    .allSatisfy(bar -> assertThat(bar).contains("50.0 %", "█░", "fetching m"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void whyThereAreNoPeersIsBelowTheBarAndBrokenBetweenWords(int width) throws Exception {
        try (PseudoTerminal terminal = new PseudoTerminal(width)) {
            new TerminalView(terminal.output(), terminal.terminal(), () -> Screen.of(width, UTF_8))
                    .show(List.of(Progress.of(status(1).noPeers(NO_PEERS).build())));

            List<String> lines =
                    terminal.received().replaceAll("\u001b\\[2K|\r", "").lines().toList();
            assertThat(lines)
                    .allSatisfy(line -> assertThat(columns(line)).as(line).isLessThan(width));
            assertThat(String.join(" ", lines.subList(1, lines.size())).replaceAll("\\s+", " "))
                    .isEqualTo(" no peers: " + NO_PEERS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void findingsAreBrokenBetweenWords(int width) throws Exception {
        FakeHealth health = new FakeHealth(HealthFinding.builder(
                        HealthFinding.Level.FAIL,
                        "session broken",
                        "not running: cannot listen at the address that is configured, as there is no such device")
                .session("broken")
                .build());
        try (PseudoTerminal terminal = new PseudoTerminal(width)) {
            FakeConsole console = new FakeConsole(health).in(terminal);
            try {
                console.run(load("torrent:doctor"));
            } catch (CommandException e) {
                assertThat(e).hasMessageContaining("checks failed");
            }

            assertThat(console.printed().replaceAll("\\s+", " ")).contains("there is no such device");
            assertThat(console.printed().lines().filter(line -> line.strip().contains(" ")))
                    .allSatisfy(line -> assertThat(columns(line)).as(line).isLessThan(width));
        }
    }

    private static String run(PseudoTerminal terminal, String name) throws Exception {
        return new FakeConsole(session(), store(), policies(), fleet())
                .in(terminal)
                .run(load(name.split(" ")[0]), COMMANDS.get(name).toArray(String[]::new));
    }

    private static FakePolicies policies() {
        FakePolicies policies = new FakePolicies("default");
        NAMES.stream()
                .map(name -> name.substring(0, Math.min(90, name.length()))
                        .replace(",", "")
                        .strip())
                .forEach(name -> {
                    policies.set(
                            RateGroup.builder(name).downloadLimit(1_234_567).build());
                    policies.categories()
                            .add(Category.builder(name)
                                    .savePath("/srv/torrents/{category}/{name}/" + name)
                                    .incompletePath(Path.of("/srv/torrents/incomplete"))
                                    .uploadLimit(1_234_567)
                                    .build());
                });
        return policies;
    }

    private static Action load(String name) throws ReflectiveOperationException {
        Class<?> type = Commands.all().stream()
                .filter(each -> Commands.name(each).equals(name))
                .findFirst()
                .orElseThrow();
        return (Action) type.getDeclaredConstructor().newInstance();
    }

    private static FakeSession session() {
        FakeSession session = new FakeSession(
                "default",
                IntStream.range(0, NAMES.size())
                        .mapToObj(i -> status(i + 1)
                                .name(NAMES.get(i))
                                .queuePosition(i)
                                .noPeers(i % 2 == 0 ? "" : NO_PEERS)
                                .labels(
                                        i % 3 == 0
                                                ? new String[0]
                                                : new String[] {NAMES.get(i).substring(0, 5), "日本語"})
                                .attribute("key", NAMES.get(i))
                                .attribute(RateGroup.ATTRIBUTE, NAMES.get(i))
                                .build())
                        .toArray(TorrentStatus[]::new));
        session.answer("peers", (torrent, none) -> peers());
        session.answer("files", (torrent, none) -> files());
        session.answer("trackers", (torrent, none) -> trackers());
        session.answer("webSeeds", (torrent, none) -> List.of("http://127.0.0.1/" + "x".repeat(200)));
        session.answer("pieces", (torrent, none) -> new BitSet());
        session.answer("downloadQueue", (torrent, none) -> List.of());
        session.answer("pieceAvailability", (torrent, none) -> new int[torrent.numPieces()]);
        session.answer("downloadLimit", (torrent, none) -> 12_345_678L);
        session.answer("uploadLimit", (torrent, none) -> 0L);
        session.answer("queuePosition", (torrent, none) -> torrent.queuePosition());
        session.answer("maxConnections", (torrent, none) -> -1);
        session.answer("maxUploads", (torrent, none) -> -1);
        session.ipFilter().add(new IpFilter.Rule(address("2001:db8:1111:2222::"), address("2001:db8:ffff::"), true));
        session.setListenEndpoints(
                Endpoint.parse("127.0.0.1:6881"), Endpoint.parse("[2001:db8:1111:2222:3333:4444:5555:6666]:6881"));
        session.setStateTransfer(proxy(StateTransfer.class, Map.of("add", transferred())));
        session.setDht(
                proxy(Dht.class, Map.of("getPeers", CompletableFuture.completedFuture(session.listenEndpoints()))));
        return session;
    }

    private static TransferReport transferred() {
        return TransferReport.builder(NAMES.stream()
                        .map(name -> TransferredTorrent.builder("a.fastresume", TransferOutcome.NEW)
                                .id(12)
                                .name(name)
                                .labels(Set.of("label", "日本語"))
                                .savePath("/srv/torrents/" + name)
                                .build())
                        .toList())
                .build();
    }

    private static List<PeerInfo> peers() {
        return Stream.concat(Stream.of("qBittorrent 4.6.0"), NAMES.stream())
                .map(client -> PeerInfo.builder(Endpoint.parse("203.0.113.117:51413"))
                        .client(client)
                        .downRate(12_345_678)
                        .upRate(999)
                        .totalDown(1L << 40)
                        .totalUp(1L << 30)
                        .progress(0.999)
                        .flags(EnumSet.allOf(PeerFlag.class))
                        .build())
                .toList();
    }

    private static List<FileInfo> files() {
        return NAMES.stream()
                .map(name -> FileInfo.builder(71_999, name)
                        .size(1L << 40)
                        .progress(1L << 30)
                        .priority(FilePriority.SKIP)
                        .build())
                .toList();
    }

    private static List<TrackerInfo> trackers() {
        return NAMES.stream()
                .map(text -> TrackerInfo.builder("http://tracker.example.org:6969/announce?passkey=" + "f".repeat(32))
                        .verified(true)
                        .source(Set.of(TrackerSource.TORRENT))
                        .message(text)
                        .fails(3)
                        .nextAnnounce(Optional.of(Instant.now().plus(Duration.ofMinutes(29))))
                        .numComplete(12_345)
                        .numIncomplete(678)
                        .build())
                .toList();
    }

    private static FakeStore store() {
        FakeStore store = new FakeStore("magnet:?xs=urn:btpk:" + "cd".repeat(32) + "&s=6e696768746c79");
        DhtKeyPair keys = DhtKeyPair.fromSeed("ab".repeat(32));
        store.setIdentities(
                DhtIdentity.builder("alice", keys.publicKey()).sealed(true).build());
        store.setPublications(NAMES.stream()
                .map(text -> DhtPublication.builder(
                                MutableItem.sign(keys, "greeting".getBytes(UTF_8), 7, text.getBytes(UTF_8)),
                                FakeStore.status(DhtPublicationState.PUBLISHED))
                        .identity("alice")
                        .key("greeting")
                        .build())
                .toArray(DhtPublication[]::new));
        store.setWatches(DhtWatch.builder(new DhtPublicKey("ab".repeat(32)), "greeting")
                .seq(7)
                .lastLooked(Optional.of(Instant.EPOCH))
                .lastError(Optional.of("no node answered in 30 seconds, and none is known that could be asked instead"))
                .build());
        return store;
    }

    private static FakeFleet fleet() {
        FakeFleet fleet = new FakeFleet("node0");
        DhtKeyPair keys = DhtKeyPair.fromSeed("ab".repeat(32));
        String name = "maps-of-a-country-with-a-very-long-name1";
        fleet.deploy(
                DeployTorrent.builder(name, InfoHashes.of(new InfoHash("ab".repeat(20))))
                        .build(),
                keys);
        fleet.setNodes(IntStream.range(0, NAMES.size())
                .mapToObj(i -> FleetNode.builder(
                                "node" + i + (i % 2 == 0 ? "" : "-with-a-name-that-is-longer-than-most-of-them-are"),
                                address("2001:db8:1111:2222:3333:4444:5555:" + i))
                        .labels(Map.of("site", "x".repeat(64), "rack", "y".repeat(64)))
                        .listenPort(51_413)
                        .numTorrents(10_000)
                        .numErrors(9_999)
                        .downloadRate(999_000_000)
                        .uploadRate(999_000_000)
                        .deployments(List.of(NodeDeployment.builder(name, keys.publicKey(), 1)
                                .state(DeploymentState.FAILED)
                                .percent(i)
                                .reason(NAMES.get(i))
                                .build()))
                        .build())
                .toArray(FleetNode[]::new));
        fleet.nodes()
                .forEach(node -> fleet.setTorrents(
                        node.name(),
                        NAMES.stream()
                                .map(each -> FleetTorrent.builder(1_000_000)
                                        .name(each)
                                        .totalSize(1L << 50)
                                        .state(TorrentState.CHECKING_RESUME)
                                        .error("short".equals(each) ? "" : each)
                                        .percent(99)
                                        .downloadRate(999_000_000)
                                        .uploadRate(999_000_000)
                                        .ratio(123_456.78)
                                        .build())
                                .toArray(FleetTorrent[]::new)));
        return fleet;
    }

    // as counted by JLine, and drawn by a terminal without ligatures
    private static int columns(String text) {
        return new AttributedString(text).columnLength();
    }

    private static InetAddress address(String text) {
        return Endpoint.address(text);
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
