package org.torrentxt.impl.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.impl.fixture.Signing;

/**
 * Arguments for the methods of the API, by type: one that is right, and all sorts that are not, or are just within
 * bounds.
 */
final class WildArguments implements AutoCloseable {
    private static final InfoHash HASH = new InfoHash("dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c");
    private static final byte[] DHT_STATE = "d9:dht stated5:nodesle6:nodes6leee".getBytes(UTF_8);
    private static final String HUGE = "x".repeat(1 << 20);
    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "x",
            "\0",
            "a\0b",
            "\ud800",
            "\ud83d\ude00",
            "..",
            "../../etc",
            "/etc/passwd",
            "a/../../b",
            "http://",
            "http:///x",
            "http://127.0.0.1:99999/announce",
            "http://127.0.0.1:9/a\0b",
            "http://127.0.0.1:9/\ud800",
            "udp://[::1",
            "udp://127.0.0.1",
            "ftp://127.0.0.1/",
            "http://192.0.2.1/announce",
            HUGE,
            "http://127.0.0.1:9/" + HUGE);

    // once: it takes long to read, and each test has arguments of its own
    private static final AddTorrent HUGE_MAGNET =
            AddTorrent.magnet("magnet:?xt=urn:btih:" + HUGE).build();

    private final Path folder;
    private final Path blockList;
    private final FileSystem zip;
    private final Map<String, List<?>> wild = new HashMap<>();

    /** Prepares the arguments; files that they name are below the folder. */
    WildArguments(Path folder) {
        this.folder = folder;
        try {
            this.blockList = Files.writeString(folder.resolve("block.p2p"), "x:192.0.2.1-192.0.2.2\n");
            this.zip = FileSystems.newFileSystem(
                    URI.create("jar:" + folder.resolve("other.zip").toUri()), Map.of("create", "true"));
            fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws IOException {
        add("boolean", true, false);
        add("int", -1, 0, 1, 3, 65_536, 1 << 24, Integer.MIN_VALUE, Integer.MAX_VALUE);
        add("long", -1L, 0L, 1L, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE);
        add("byte[]", null, new byte[0], new byte[1], new byte[64], new byte[65], new byte[996], new byte[997]);
        add("java.lang.String", STRINGS.toArray());
        wild.put("java.lang.String", withNull(STRINGS));
        add("java.lang.Object", null, "", "x", HUGE, -1, Long.MAX_VALUE, Double.NaN, List.of(), new Object());
        add("java.time.Duration", null, Duration.ofMillis(-1), Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO);
        add("java.nio.file.Path", null, badFile(), folder.resolve("y".repeat(5_000)), zip.getPath("/inside"), folder);
        add("java.net.InetAddress", null, address("0.0.0.0"), address("255.255.255.255"), address("fe80::1"));
        add("java.util.Set<org.torrentxt.api.TorrentFlag>", flags());
        add("java.util.Map<java.lang.Integer, org.torrentxt.api.FilePriority>", priorities());
        add("java.util.Map<java.lang.String, ?>", settings());
        add("java.util.List<java.util.List<java.lang.String>>", tiers());
        HashedFile hashed = new HashedFile("../x", Long.MAX_VALUE, Instant.MAX);
        add("java.util.List<org.torrentxt.api.HashedFile>", null, withNull(List.of()), List.of(hashed, hashed));
        add("java.util.List<org.torrentxt.api.AddTorrent>", null, withNull(List.of()), List.of(), requests());
        add("java.util.List<org.torrentxt.api.IpFilter$Rule>", null, withNull(List.of()), List.of(), rules());
        wild.put("org.torrentxt.api.AddTorrent", withNull(requests()));
        wild.put("org.torrentxt.api.IpFilter$Rule", withNull(rules()));
        wild.put("org.torrentxt.api.Endpoint", withNull(endpoints()));
        add("org.torrentxt.api.FilePriority", null, FilePriority.SKIP, FilePriority.TOP);
        add("org.torrentxt.api.InfoHash", null, new InfoHash("00".repeat(20)), new InfoHash("ff".repeat(32)));
        add("org.torrentxt.api.InfoHashes", null, InfoHashes.NONE, InfoHashes.of(HASH));
        add("org.torrentxt.api.EncryptionPolicy", null, policy());
        add(
                "org.torrentxt.api.ReadOptions",
                null,
                ReadOptions.defaults().readAhead(0, 0).timeout(Duration.ZERO),
                ReadOptions.defaults().readAhead(Long.MAX_VALUE, Long.MAX_VALUE));
        add("java.io.OutputStream", null, OutputStream.nullOutputStream());
        add("org.torrentxt.api.transfer.BackupOptions", null, BackupOptions.defaults());
        add("java.util.Map<java.lang.String, java.lang.String>", null, Map.of("", ""), Map.of("x", HUGE));
        add(
                "org.torrentxt.api.transfer.TransferRequest",
                null,
                TransferRequest.ofBackup(badFile()),
                TransferRequest.ofBackup(blockList).withSettings(),
                TransferRequest.ofClient(TorrentClient.TRANSMISSION, badFile()),
                TransferRequest.ofClient(TorrentClient.LIBTORRENT, folder).contentIn(badFile()));
        add("org.torrentxt.api.create.CreateTorrent", null, create(badFile()), create(folder.resolve("none")));
        add(
                "org.torrentxt.api.TorrentFlag[]",
                null,
                new TorrentFlag[] {null},
                new TorrentFlag[0],
                TorrentFlag.values());
        add("java.util.Optional<org.torrentxt.api.InfoHash>", null, Optional.empty(), Optional.of(HASH));
        add("java.lang.Throwable", new Error());
        add("java.util.List<java.lang.String>", null, withNull(List.of()), List.of(), STRINGS);
        add("java.util.Set<java.lang.String>", sets());
        add("java.util.Collection<java.lang.String>", sets());
        add("java.lang.String[]", null, new String[] {null}, new String[0], STRINGS.toArray(String[]::new));
        add("java.time.Instant", null, Instant.MIN, Instant.MAX);
        add("java.util.function.Consumer<org.torrentxt.api.create.CreateTorrent$Progress>", (Object) null);
        add("org.torrentxt.api.dht.DhtKeyPair", null, DhtKeyPair.fromSeed(new byte[32]));
        add("org.torrentxt.api.dht.DhtPublicKey", null, key("00"), key("ff"));
        add("org.torrentxt.api.dht.MutableItem", items());
        wild.put("java.util.OptionalLong", withNull(List.of(OptionalLong.of(Long.MIN_VALUE), OptionalLong.of(-1))));
        add("org.torrentxt.api.dht.DhtTarget", null, new DhtTarget("00".repeat(20)));
    }

    private void add(String type, Object... values) {
        wild.put(type, Arrays.asList(values));
    }

    /** All sorts of arguments for a parameter. */
    List<?> wild(Parameter parameter) {
        String type = parameter.getParameterizedType().getTypeName();
        List<?> values = wild.get(type);
        if (values == null && parameter.getType().isEnum()) {
            values = withNull(List.of(parameter.getType().getEnumConstants()));
        }
        return values != null ? values : fail("no wild arguments for " + type + "; add them to " + getClass());
    }

    /** An argument that is right for a parameter: by type, and by its name where that alone does not tell. */
    Object right(Parameter parameter) {
        if (parameter.getType().isEnum()) {
            return parameter.getType().getEnumConstants()[0];
        }
        String type = parameter.getParameterizedType().getTypeName();
        return switch (type) {
            case "boolean" -> true;
            case "int" -> 2;
            case "long" -> 1_000_000L;
            case "byte[]" -> parameter.getName().equals("state") ? DHT_STATE.clone() : new byte[] {1};
            case "java.lang.String" -> rightText(parameter.getName());
            case "java.lang.Object" -> "TorrentXT";
            case "java.time.Duration" -> Duration.ofSeconds(1);
            case "java.nio.file.Path" -> parameter.getName().equals("file") ? blockList : folder.resolve("elsewhere");
            case "java.net.InetAddress" -> InetAddress.getLoopbackAddress();
            case "java.util.Set<org.torrentxt.api.TorrentFlag>" -> Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD);
            case "java.util.Map<java.lang.Integer, org.torrentxt.api.FilePriority>" -> Map.of(0, FilePriority.TOP);
            case "java.util.Map<java.lang.String, ?>" -> Map.of("user_agent", "TorrentXT");
            case "java.util.List<java.util.List<java.lang.String>>" -> List.of(List.of(rightText("url")));
            case "java.util.List<org.torrentxt.api.HashedFile>" -> List.of(new HashedFile("x", 1, Instant.EPOCH));
            case "java.util.List<org.torrentxt.api.AddTorrent>" -> List.of(request());
            case "java.util.List<org.torrentxt.api.IpFilter$Rule>" -> rules();
            case "org.torrentxt.api.AddTorrent" -> request();
            case "org.torrentxt.api.IpFilter$Rule" -> rules().get(0);
            case "org.torrentxt.api.Endpoint" -> Endpoint.parse("127.0.0.1:9");
            case "org.torrentxt.api.FilePriority" -> FilePriority.NORMAL;
            case "org.torrentxt.api.InfoHash" -> HASH;
            case "org.torrentxt.api.InfoHashes" -> InfoHashes.of(HASH);
            case "org.torrentxt.api.EncryptionPolicy" -> policy();
            case "org.torrentxt.api.ReadOptions" -> ReadOptions.defaults();
            case "java.io.OutputStream" -> OutputStream.nullOutputStream();
            case "java.util.Map<java.lang.String, java.lang.String>" -> Map.of("key", "value");
            case "org.torrentxt.api.transfer.BackupOptions" -> BackupOptions.defaults();
            case "org.torrentxt.api.transfer.TransferRequest" ->
                TransferRequest.ofClient(TorrentClient.LIBTORRENT, folder);
            case "org.torrentxt.api.create.CreateTorrent" -> create(blockList);
            case "org.torrentxt.api.TorrentFlag[]" -> new TorrentFlag[] {TorrentFlag.PAUSED};
            case "java.util.Optional<org.torrentxt.api.InfoHash>" -> Optional.empty();
            case "java.lang.Throwable" -> new IllegalStateException();
            case "java.util.List<java.lang.String>" -> List.of(rightText("url"));
            case "java.util.Set<java.lang.String>", "java.util.Collection<java.lang.String>" ->
                Set.of(rightText("label"));
            case "java.lang.String[]" -> new String[] {rightText("label")};
            case "java.time.Instant" -> Instant.EPOCH;
            case "java.util.function.Consumer<org.torrentxt.api.create.CreateTorrent$Progress>" ->
                (Consumer<?>) x -> {};
            case "org.torrentxt.api.dht.DhtKeyPair" -> DhtKeyPair.fromSeed(new byte[32]);
            case "org.torrentxt.api.dht.DhtPublicKey" ->
                DhtKeyPair.fromSeed(new byte[32]).publicKey();
            case "org.torrentxt.api.dht.MutableItem" -> signed(1);
            case "java.util.OptionalLong" -> OptionalLong.empty();
            case "org.torrentxt.api.dht.DhtTarget" -> new DhtTarget(HASH.hex());
            default -> fail("no right argument for " + type + "; add one to " + getClass());
        };
    }

    private static String rightText(String name) {
        return switch (name) {
            case "session" -> "default";
            case "what" -> "size";
            case "subject" -> "listening";
            case "range" -> "10.0.0.0/8";
            case "pasted" -> "magnet:?xt=urn:btih:" + HASH;
            case "url" -> "http://127.0.0.1:9/announce";
            case "path" -> "renamed";
            case "host" -> "127.0.0.1";
            case "uri" -> "magnet:?xt=urn:btih:" + HASH;
            case "displayName", "text", "label", "key", "value" -> "x";
            case "name" -> "user_agent";
            case "first", "last", "literal" -> "127.0.0.1";
            case "hex" -> HASH.hex();
            case "seedHex" -> "00".repeat(32);
            case "alertName" -> "torrentAdded";
            default -> fail("no text for a parameter named " + name + "; add one to " + WildArguments.class);
        };
    }

    /** What nobody can mean, whatever it is for. */
    static boolean isNonsense(Object value) {
        if (value instanceof String text) {
            return text.contains("\0") || text.contains("\ud800");
        }
        return value.equals(Integer.MIN_VALUE) || value.equals(Long.MIN_VALUE);
    }

    private static List<Object> withNull(List<?> values) {
        List<Object> all = new ArrayList<>(values);
        all.add(null);
        return all;
    }

    private Path badFile() {
        return blockList.resolve("below");
    }

    private static InetAddress address(String literal) {
        return Endpoint.address(literal);
    }

    private static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.parse("127.0.0.1:0"),
                Endpoint.parse("127.0.0.1:65535"),
                Endpoint.parse("[::1]:1"),
                Endpoint.parse("0.0.0.0:1"),
                Endpoint.parse("255.255.255.255:1"),
                Endpoint.parse("[fe80::1]:1"));
    }

    private static Object[] flags() {
        Set<TorrentFlag> withNull = Collections.singleton(null);
        return new Object[] {null, withNull, Set.of(), EnumSet.allOf(TorrentFlag.class)};
    }

    private static Object[] sets() {
        Set<String> withNull = Collections.singleton(null);
        return new Object[] {null, withNull, Set.of(), Set.of("x"), Set.of("a,b"), Set.of(HUGE), Set.copyOf(STRINGS)};
    }

    private static Object[] priorities() {
        Map<Integer, FilePriority> nullValue = new HashMap<>();
        nullValue.put(0, null);
        Map<Integer, FilePriority> nullKey = new HashMap<>();
        nullKey.put(null, FilePriority.TOP);
        return new Object[] {
            null,
            nullKey,
            nullValue,
            Map.of(),
            Map.of(-1, FilePriority.TOP),
            Map.of(1 << 24, FilePriority.TOP),
            Map.of(Integer.MIN_VALUE, FilePriority.TOP, Integer.MAX_VALUE, FilePriority.TOP)
        };
    }

    private static Object[] settings() {
        Map<String, Object> nullValue = new HashMap<>();
        nullValue.put("user_agent", null);
        Map<String, Object> nullKey = new HashMap<>();
        nullKey.put(null, 1);
        return new Object[] {
            null,
            nullKey,
            nullValue,
            Map.of(),
            Map.of("no_such_setting", 1),
            Map.of(HUGE, 1),
            Map.of("alert_mask", 0),
            Map.of("connections_limit", Long.MAX_VALUE),
            Map.of("connections_limit", Integer.MIN_VALUE),
            Map.of("connections_limit", new Object()),
            Map.of("enable_dht", "perhaps"),
            Map.of("user_agent", HUGE),
            Map.of("listen_interfaces", "nonsense"),
            Map.of("dht_bootstrap_nodes", "127.0.0.1:99999"),
            Map.of("allowed_enc_level", 0)
        };
    }

    private static Object[] tiers() {
        List<List<String>> nullTier = Collections.singletonList(null);
        List<List<String>> nullUrl = List.of(Collections.singletonList(null));
        return new Object[] {
            null,
            nullTier,
            nullUrl,
            List.of(),
            List.of(List.of()),
            List.of(List.of("nonsense")),
            Collections.nCopies(300, List.of("http://127.0.0.1:9/announce"))
        };
    }

    private static List<Rule> rules() {
        return List.of(
                Rule.of("192.0.2.1", "192.0.2.9", true),
                Rule.of("0.0.0.0", "255.255.255.255", false),
                Rule.of("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true),
                new Rule(address("fe80::1%1"), address("fe80::2%1"), true));
    }

    private AddTorrent request() {
        return AddTorrent.infoHash(HASH)
                .savePath(folder.resolve("added"))
                .paused()
                .build();
    }

    private List<AddTorrent> requests() {
        AddTorrent.Builder place = AddTorrent.infoHash(HASH).savePath(badFile());
        return List.of(
                place.build(),
                place.savePath(zip.getPath("/inside")).build(),
                AddTorrent.magnet("magnet:").build(),
                HUGE_MAGNET,
                AddTorrent.magnet("magnet:?xt=urn:btih:" + HASH + "&dn=\ud800\0&so=9-1,4294967296&x.pe=:")
                        .paused()
                        .build(),
                AddTorrent.torrentBytes(new byte[0]).build(),
                AddTorrent.torrentBytes(new byte[1 << 20]).build(),
                AddTorrent.torrentBytes("d4:infodee".getBytes(UTF_8)).build(),
                AddTorrent.torrentBytes("d4:infodee".getBytes(UTF_8))
                        .seed(List.of(new HashedFile("../x\0", Long.MAX_VALUE, Instant.MIN)))
                        .build(),
                AddTorrent.torrentFile(folder.resolve("none")).build(),
                AddTorrent.torrentFile(folder).build(),
                AddTorrent.resumeData(new byte[0]).build(),
                AddTorrent.resumeData("d1:xi1ee".getBytes(UTF_8)).build(),
                AddTorrent.infoHash(HASH).tracker("nonsense").build(),
                AddTorrent.infoHash(HASH).webSeed("http://").build(),
                AddTorrent.infoHash(HASH).peer(endpoints().get(0)).paused().build(),
                AddTorrent.infoHash(new InfoHash("0".repeat(64)))
                        .savePath(folder)
                        .name(HUGE)
                        .filePriority(1_000_000, FilePriority.TOP)
                        .set(TorrentFlag.values())
                        .build());
    }

    private static EncryptionPolicy policy() {
        return new EncryptionPolicy(
                EncryptionPolicy.Mode.ENABLED, EncryptionPolicy.Mode.ENABLED, EncryptionPolicy.Level.BOTH);
    }

    private static CreateTorrent create(Path content) {
        return CreateTorrent.of(content).build();
    }

    private static MutableItem signed(long seq) {
        return MutableItem.sign(DhtKeyPair.fromSeed(new byte[32]), new byte[0], seq, new byte[] {1});
    }

    private static Object[] items() {
        DhtKeyPair keys = DhtKeyPair.fromSeed(new byte[32]);
        return new Object[] {
            null,
            signed(0),
            signed(Long.MAX_VALUE),
            new MutableItem(key("ff"), new byte[65], new byte[0], -1, new byte[0]),
            new MutableItem(keys.publicKey(), new byte[65], new byte[1], 1, new byte[64]),
            new MutableItem(keys.publicKey(), new byte[0], new byte[1 << 20], Long.MIN_VALUE, new byte[64]),
            Signing.sign(keys, -1, "le"),
            Signing.sign(keys, 1, "l".repeat(400) + "e".repeat(400)),
            Signing.sign(keys, 1, "l".repeat(100) + "e".repeat(100)),
            Signing.sign(keys, 1, "i1"),
            Signing.sign(keys, 1, "d1:bi1e1:ai2ee")
        };
    }

    private static DhtPublicKey key(String octet) {
        return new DhtPublicKey(octet.repeat(32));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
