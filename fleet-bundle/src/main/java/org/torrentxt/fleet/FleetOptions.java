package org.torrentxt.fleet;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.fleet.statement.TrustedKey;

/**
 * The values of a configuration, checked as a whole.
 *
 * @param cluster the name of the cluster
 * @param name of this node
 * @param address that it listens on
 * @param port at that address
 * @param members other nodes
 * @param session the name of the session
 * @param labels of this node
 * @param torrents whether the torrents of the session are reported
 * @param trust the keys that are trusted
 * @param mavenKeys those of them that may publish Maven artifacts
 * @param installKeys those of them that may have features installed
 */
record FleetOptions(
        String cluster,
        String name,
        InetAddress address,
        int port,
        List<Endpoint> members,
        String session,
        Map<String, String> labels,
        boolean torrents,
        List<TrustedKey> trust,
        List<DhtPublicKey> mavenKeys,
        List<DhtPublicKey> installKeys) {
    private static final ConfigurationType TYPE = new ConfigurationType(FleetConfiguration.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    /** Reads values one by one, and collects what is wrong with them. */
    private static final class Reading {
        private final ConfigurationValues values;
        private final List<String> problems = new ArrayList<>();

        Reading(ConfigurationValues values) {
            this.values = values;
        }

        <T> T read(String key, Function<String, T> parser, T otherwise) {
            try {
                return parser.apply(values.list(key).orElse(TYPE.otherwise(key)));
            } catch (TorrentException e) {
                problems.add(e.getMessage());
                return otherwise;
            }
        }
    }

    /**
     * Reads a configuration; unknown keys are warnings.
     *
     * @throws TorrentException that names all values that are wrong
     */
    static FleetOptions of(ConfigurationValues values) {
        values.warnOfUnknownKeys(TYPE.keys()::contains, TYPE.keys());
        Reading reading = new Reading(values);
        List<TrustedKey> trust = reading.read("trust", FleetOptions::trust, List.of());
        FleetOptions options = new FleetOptions(
                reading.read("cluster", text -> name("cluster", text), ""),
                reading.read("name", text -> name("name", text), ""),
                reading.read("bind.address", FleetOptions::address, InetAddress.getLoopbackAddress()),
                reading.read("port", FleetOptions::port, 1),
                reading.read(
                        "members", text -> parts(text).map(FleetOptions::member).toList(), List.of()),
                reading.read("session", text -> text, ""),
                reading.read("labels", FleetOptions::labels, Map.of()),
                reading.read("torrents", FleetOptions::torrents, true),
                trust,
                reading.read("maven.keys", text -> keys("maven.keys", text, trust), List.of()),
                reading.read("install.keys", text -> keys("install.keys", text, trust), List.of()));
        if (!reading.problems.isEmpty()) {
            throw TorrentException.invalid(String.join("; ", reading.problems));
        }
        if (options.trust.isEmpty()) {
            values.warn("trust is empty: this node accepts no deployment; set trust = KEY:FOLDER");
        }
        return options;
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static String name(String key, String text) {
        if (!NAME.matcher(text).matches()) {
            throw TorrentException.invalid("invalid " + key + " '" + text
                    + "': expected 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return text;
    }

    private static InetAddress address(String text) {
        try {
            InetAddress address = Endpoint.address(text);
            if (!address.isAnyLocalAddress() && !address.isMulticastAddress()) {
                return address;
            }
        } catch (TorrentException e) {
            // as others
        }
        throw TorrentException.invalid("invalid bind.address '" + text
                + "': expected the address of this node in its network, such as 10.1.2.3 or 127.0.0.1");
    }

    private static int port(String text) {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > FleetConfiguration.MAX_PORT) {
            throw TorrentException.invalid("invalid port '" + text + "': expected 1 to 65535");
        }
        return port;
    }

    private static Endpoint member(String text) {
        try {
            return Endpoint.parse(text);
        } catch (TorrentException e) {
            throw TorrentException.invalid(
                    "invalid member '" + text + "' in members: expected ADDRESS:PORT, such as 10.1.2.4:5801");
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        parts(text).forEach(part -> {
            int equals = part.indexOf('=');
            if (equals < 0
                    || labels.put(
                                    part.substring(0, equals).strip(),
                                    part.substring(equals + 1).strip())
                            != null) {
                throw TorrentException.invalid(
                        "invalid label '" + part + "' in labels: expected KEY=VALUE, each key once");
            }
        });
        return FleetNode.checkLabels(labels);
    }

    private static boolean torrents(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw TorrentException.invalid("invalid torrents '" + text + "': expected true or false");
        }
        return text.equals("true");
    }

    private static List<TrustedKey> trust(String text) {
        List<TrustedKey> trusted = parts(text).map(FleetOptions::trusted).toList();
        Set<DhtPublicKey> keys = new HashSet<>();
        trusted.forEach(each -> {
            if (!keys.add(each.publicKey())) {
                throw TorrentException.invalid("key " + each.publicKey()
                        + " is in trust more than once; name its folders together: KEY:FOLDER:FOLDER");
            }
        });
        return trusted;
    }

    private static TrustedKey trusted(String part) {
        String[] words = part.split(":");
        try {
            DhtPublicKey key = new DhtPublicKey(words[0].strip());
            List<Path> folders = Arrays.stream(words)
                    .skip(1)
                    .map(String::strip)
                    .map(Path::of)
                    .toList();
            if (!folders.isEmpty()
                    && folders.stream().allMatch(folder -> folder.isAbsolute() && folder.equals(folder.normalize()))) {
                return new TrustedKey(key, folders);
            }
        } catch (TorrentException | InvalidPathException e) {
            // as others
        }
        throw TorrentException.invalid("invalid '" + part
                + "' in trust: expected KEY:FOLDER, a public key of 64 hexadecimal digits and absolute paths"
                + " without '..'");
    }

    private static List<DhtPublicKey> keys(String name, String text, List<TrustedKey> trust) {
        return parts(text).map(part -> key(name, part, trust)).distinct().toList();
    }

    private static DhtPublicKey key(String name, String part, List<TrustedKey> trust) {
        return trust.stream()
                .map(TrustedKey::publicKey)
                .filter(key -> key.hex().equalsIgnoreCase(part))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid(
                        "invalid key '" + part + "' in " + name + ": expected one of the public keys in trust"));
    }
}
