package org.torrentxt.fleet.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/**
 * What a statement says, as the value of an item: a bencoded dictionary, of which there is one form only, and that has
 * no keys but these. A later version has another number, as an older node must not pass over what it does not know.
 */
final class StatementFormat {
    private static final String SALT = "torrentxt-fleet:";
    private static final long VERSION = 1;
    private static final BencodeDictionary NOTHING = BencodeDictionary.builder().build();

    private StatementFormat() {}

    /** The salt of statements about a deployment: items of the DHT with others are no statements. */
    static byte[] salt(String name) {
        return (SALT + name).getBytes(UTF_8);
    }

    /** The name of the deployment. */
    static String name(MutableItem item) throws RefusedException {
        String salt = new String(item.salt(), UTF_8);
        if (!salt.startsWith(SALT)) {
            throw new RefusedException("it is an item of the DHT, not a statement");
        }
        try {
            return DeployTorrent.checkName(salt.substring(SALT.length()));
        } catch (TorrentException e) {
            throw new RefusedException(printable(e.getMessage()));
        }
    }

    /** Signs; empty content for one that ends the deployment. */
    static SignedBytes sign(
            DhtKeyPair keys, String cluster, String name, long sequence, Optional<DeployTorrent> content) {
        byte[] value = Bencode.encode(value(cluster, content));
        if (value.length > Dht.MAX_BENCODED_LENGTH) {
            throw TorrentException.invalid("statement too long: " + value.length + " bytes; expected at most "
                    + Dht.MAX_BENCODED_LENGTH + ": use a shorter folder, or fewer labels or controls");
        }
        return new SignedBytes(MutableItem.signBencoded(keys, salt(name), sequence, value));
    }

    private static BencodeDictionary value(String cluster, Optional<DeployTorrent> content) {
        BencodeDictionary.Builder value =
                BencodeDictionary.builder().put("v", VERSION).put("cluster", cluster);
        content.ifPresent(some -> {
            some.infoHashes().v1().ifPresent(hash -> value.put("hash1", hash.bytes()));
            some.infoHashes().v2().ifPresent(hash -> value.put("hash2", hash.bytes()));
            some.folder().ifPresent(folder -> value.put("folder", folder.toString()));
            value.put("labels", labels(some.labels())).put("keep", some.keep());
            if (some.first() > 0) {
                value.put("first", some.first());
            }
            if (!some.controls().isEmpty()) {
                value.put(
                        "controls",
                        some.controls().stream().map(StatementFormat::control).toList());
            }
            some.install().ifPresent(feature -> value.put("install", feature(feature)));
            some.before().ifPresent(before -> value.put("before", before(some, before)));
        });
        return value.build();
    }

    private static BencodeDictionary labels(Map<String, String> labels) {
        BencodeDictionary.Builder value = BencodeDictionary.builder();
        labels.forEach(value::put);
        return value.build();
    }

    private static BencodeDictionary control(NodeControl control) {
        BencodeDictionary.Builder value = BencodeDictionary.builder().put("labels", labels(control.labels()));
        if (control.isPaused()) {
            value.put("paused", 1L);
        }
        if (control.downloadLimit() > 0) {
            value.put("down", control.downloadLimit());
        }
        if (control.uploadLimit() > 0) {
            value.put("up", control.uploadLimit());
        }
        return value.build();
    }

    private static NodeControl control(BencodeDictionary value) {
        return NodeControl.builder(
                        value.dictionary("labels").map(StatementFormat::labels).orElse(Map.of()))
                .isPaused(value.integer("paused").isPresent())
                .downloadLimit(value.integer("down").orElse(0L))
                .uploadLimit(value.integer("up").orElse(0L))
                .build();
    }

    // What is different, as there is little room.
    private static BencodeDictionary before(DeployTorrent content, DeployTorrent before) {
        BencodeDictionary.Builder value = BencodeDictionary.builder();
        before.infoHashes().v1().ifPresent(hash -> value.put("hash1", hash.bytes()));
        before.infoHashes().v2().ifPresent(hash -> value.put("hash2", hash.bytes()));
        if (!before.folder().equals(content.folder())) {
            value.put("folder", before.folder().map(Path::toString).orElse(""));
        }
        if (!before.labels().equals(content.labels())) {
            value.put("labels", labels(before.labels()));
        }
        if (before.keep() != content.keep()) {
            value.put("keep", before.keep());
        }
        if (!before.install().equals(content.install())) {
            value.put("install", before.install().map(StatementFormat::feature).orElse(NOTHING));
        }
        return value.build();
    }

    private static BencodeDictionary feature(InstallFeature feature) {
        BencodeDictionary.Builder value = BencodeDictionary.builder().put("name", feature.name());
        if (!feature.version().isEmpty()) {
            value.put("version", feature.version());
        }
        if (!feature.repository().equals(InstallFeature.REPOSITORY)) {
            value.put("repository", feature.repository());
        }
        return value.build();
    }

    // Empty for a dictionary without a name.
    private static Optional<InstallFeature> feature(BencodeDictionary value) {
        return value.string("name")
                .map(ByteString::text)
                .map(name -> InstallFeature.builder(name)
                        .version(value.string("version").map(ByteString::text).orElse(""))
                        .repository(
                                value.string("repository").map(ByteString::text).orElse(InstallFeature.REPOSITORY))
                        .build());
    }

    /** What a signed statement says: empty if it ends the deployment. */
    static Optional<DeployTorrent> read(String cluster, String name, MutableItem item) throws RefusedException {
        BencodeDictionary value = dictionary(item.value());
        long version = value.integer("v").orElse(0L);
        if (version != VERSION) {
            throw new RefusedException("what it says has version " + version + "; this node knows version " + VERSION
                    + (version > VERSION ? ": update it" : ""));
        }
        String stated = value.string("cluster").map(ByteString::text).orElse("");
        if (!stated.equals(cluster)) {
            throw new RefusedException("it is for another cluster: '" + printable(stated) + "'");
        }
        Optional<DeployTorrent> content = content(name, value);
        if (!Arrays.equals(Bencode.encode(value(cluster, content)), item.value())) {
            throw new RefusedException("it says what this node does not know");
        }
        return content;
    }

    /** The cluster that a statement is for; empty if that cannot be read. */
    static Optional<String> cluster(MutableItem item) {
        try {
            return dictionary(item.value()).string("cluster").map(ByteString::text);
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static BencodeDictionary dictionary(byte[] value) throws RefusedException {
        try {
            return Bencode.decodeDictionary(value);
        } catch (TorrentException e) {
            throw new RefusedException("what it says is damaged: " + e.getMessage());
        }
    }

    // What has other types is passed over here, and then missing when it is compared.
    private static Optional<DeployTorrent> content(String name, BencodeDictionary value) throws RefusedException {
        InfoHashes hashes;
        try {
            hashes = new InfoHashes(hash(value, "hash1"), hash(value, "hash2"));
            if (hashes.best().isEmpty()) {
                return Optional.empty();
            }
            DeployTorrent content = DeployTorrent.builder(name, hashes)
                    .labels(value.dictionary("labels")
                            .map(StatementFormat::labels)
                            .orElse(Map.of()))
                    .folder(value.string("folder").map(ByteString::text).map(Path::of))
                    .keep(Math.toIntExact(value.integer("keep").orElse(0L)))
                    .first(Math.toIntExact(value.integer("first").orElse(0L)))
                    .install(value.dictionary("install").flatMap(StatementFormat::feature))
                    .controls(controls(value))
                    .build();
            Optional<DeployTorrent> before = value.dictionary("before").map(other -> before(content, other));
            return Optional.of(content.toBuilder().before(before).build());
        } catch (TorrentException | IllegalArgumentException | ArithmeticException e) {
            throw new RefusedException("what it says is invalid: " + printable(String.valueOf(e.getMessage())));
        }
    }

    private static List<NodeControl> controls(BencodeDictionary value) {
        List<NodeControl> controls = new ArrayList<>();
        for (Object each : value.list("controls").orElse(List.of())) {
            if (each instanceof BencodeDictionary control) {
                controls.add(control(control));
            }
        }
        return controls;
    }

    private static DeployTorrent before(DeployTorrent content, BencodeDictionary value) {
        return DeployTorrent.builder(content.name(), new InfoHashes(hash(value, "hash1"), hash(value, "hash2")))
                .labels(value.dictionary("labels").map(StatementFormat::labels).orElse(content.labels()))
                .folder(value.string("folder")
                        .map(ByteString::text)
                        .map(text -> Optional.of(text)
                                .filter(some -> !some.isEmpty())
                                .map(Path::of))
                        .orElse(content.folder()))
                .keep(value.integer("keep").map(Math::toIntExact).orElse(content.keep()))
                .install(value.dictionary("install")
                        .map(StatementFormat::feature)
                        .orElse(content.install()))
                .build();
    }

    private static Map<String, String> labels(BencodeDictionary value) {
        Map<String, String> labels = new HashMap<>();
        value.entries()
                .forEach((key, label) -> labels.put(key.text(), label instanceof ByteString text ? text.text() : ""));
        return labels;
    }

    private static Optional<InfoHash> hash(BencodeDictionary value, String key) {
        return value.string(key).map(ByteString::bytes).map(InfoHash::of);
    }

    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
