package org.torrentxt.impl.session;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.config.ConfigurationType;
import org.torrentxt.config.Range;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.gateway.Certificates;
import org.torrentxt.impl.network.DeviceSettings;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.statefile.FileNames;
import org.torrentxt.statefile.KarafFolder;

/** Reads the configuration of a session, and reports errors in words. */
final class SessionOptions {
    private static final String NAME = "name";
    private static final String SAVE_PATH = "save.path";
    private static final String CONNECTIONS_LIMIT = "connections.limit";
    private static final String STATE_DIR = "state.dir";
    private static final String CERTIFICATES = "tls.trust.certificates";
    private static final String SETTING_PREFIX = "setting.";
    private static final ConfigurationType TYPE = new ConfigurationType(SessionConfiguration.class);
    private static final Set<String> KNOWN_KEYS = Stream.concat(
                    TYPE.keys().stream(), Stream.of(SETTING_PREFIX + "NAME"))
            .collect(Collectors.toUnmodifiableSet());

    private final ConfigurationValues values;

    /**
     * Creates an instance; {@link #read} reads the options.
     *
     * @param properties by key, of any type that a configuration may have
     */
    SessionOptions(Map<String, ?> properties) {
        this.values = new ConfigurationValues(properties);
    }

    /**
     * Reads the options; {@link #warnings} are complete afterwards.
     *
     * @throws TorrentException naming the key, the value and what is expected
     */
    EngineOptions read() {
        values.warnOfUnknownKeys(SessionOptions::isKnown, KNOWN_KEYS);
        String name = checkedName();
        NetworkMode network = NetworkMode.parse(textOrDefault("network"));
        Map<String, Object> profile = Profile.parse(textOrDefault("profile")).settings();
        Map<String, Object> named = new LinkedHashMap<>();
        TYPE.keys()
                .forEach(key -> TYPE.annotation(key, EngineSetting.class)
                        .ifPresent(setting -> values.list(key)
                                .filter(value -> !key.equals(CONNECTIONS_LIMIT) || !value.equals("0"))
                                .ifPresent(value -> named.put(setting.value(), value))));
        Map<String, Object> byName = new LinkedHashMap<>();
        values.keys().stream()
                .filter(key -> key.startsWith(SETTING_PREFIX))
                .forEach(key -> byName.put(key.substring(SETTING_PREFIX.length()), setting(key)));
        Map<String, Object> proxy = ProxyKeys.read(values, network);
        ProxyKeys.checkAgree(proxy, ProxyKeys::key, byName);
        Map<String, Object> privacy = PrivacyKeys.read(values);
        ProxyKeys.checkAgree(privacy, PrivacyKeys::key, byName);
        named.putAll(byName);
        named.putAll(proxy);
        named.putAll(privacy);
        Optional<String> device = values.text(DeviceSettings.KEY);
        Map<String, Object> settings = new LinkedHashMap<>(profile);
        device.ifPresent(bound -> {
            DeviceSettings.checkName(bound, network);
            named.putAll(DeviceSettings.of(bound, named));
            settings.putAll(DeviceSettings.defaults());
        });
        settings.putAll(PrivacyKeys.defaults(named));
        settings.putAll(named);
        return new EngineOptions(
                name,
                network,
                mmap(),
                savePath(),
                settings,
                certificates(),
                state(name),
                device,
                named.keySet(),
                preallocates(),
                SiteKeys.read(values));
    }

    private String setting(String key) {
        return (key.equals(SETTING_PREFIX + "proxy_password") ? ProxyKeys.secret(values, key) : values.list(key))
                .orElse("");
    }

    private String textOrDefault(String key) {
        return values.text(key).orElse(TYPE.otherwise(key));
    }

    private static boolean isKnown(String key) {
        return key.startsWith(SETTING_PREFIX) || key.equals(TemporaryConfiguration.KEY) || KNOWN_KEYS.contains(key);
    }

    /** The configured name of the session, even if it is invalid. */
    String name() {
        try {
            return textOrDefault(NAME);
        } catch (TorrentException e) {
            return values.list(NAME).orElse(TYPE.otherwise(NAME));
        }
    }

    private String checkedName() {
        String name = textOrDefault(NAME);
        if (!name.matches("[\\w.-]{1,64}")) {
            throw TorrentException.invalid(
                    "invalid name '" + name + "': expected 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    private boolean mmap() {
        String mode = textOrDefault("disk.io");
        return switch (mode) {
            case "posix" -> false;
            case "mmap" -> true;
            default -> throw TorrentException.invalid("unknown disk.io '" + mode + "': expected posix or mmap");
        };
    }

    private boolean preallocates() {
        String mode = textOrDefault("preallocate");
        return switch (mode) {
            case "sparse" -> false;
            case "full" -> true;
            default -> throw TorrentException.invalid("unknown preallocate '" + mode + "': expected sparse or full");
        };
    }

    private List<Path> certificates() {
        List<Path> files = new ArrayList<>();
        for (String entry : values.list(CERTIFICATES).orElse("").split(",")) {
            if (!entry.isBlank()) {
                try {
                    files.add(Path.of(entry.strip()));
                    Certificates.read(files.get(files.size() - 1));
                } catch (InvalidPathException | IOException e) {
                    throw TorrentException.invalid("invalid " + CERTIFICATES + " '" + entry.strip()
                            + "': expected PEM files, separated by commas; " + Reasons.withFile(e));
                }
            }
        }
        return files;
    }

    private Path savePath() {
        Optional<Path> configured = values.folder(SAVE_PATH);
        configured
                .filter(path -> isBelow("karaf.data", path) && !isBelow("java.io.tmpdir", path))
                .ifPresent(path ->
                        values.warn(SAVE_PATH + " " + path + " is below Karaf's data folder, which 'bin/karaf clean'"
                                + " deletes; choose another folder, such as"
                                + " ${karaf.base}/torrentxt/downloads"));
        return configured.orElseGet(() -> KarafFolder.orCurrent(System.getProperty("karaf.base"), "downloads"));
    }

    // A temporary session is gone with its run.
    private Optional<EngineOptions.State> state(String name) {
        Optional<Path> configured = values.folder(STATE_DIR);
        configured
                .filter(path -> isBelow("karaf.data", path) && !isBelow("java.io.tmpdir", path))
                .ifPresent(path -> values.warn(STATE_DIR + " " + path + " is below Karaf's data folder, which"
                        + " 'bin/karaf clean' deletes; choose another folder, such as"
                        + " ${karaf.base}/torrentxt/sessions/" + name));
        Duration interval = seconds("resume.interval");
        Duration stopTimeout = seconds("stop.timeout");
        if (configured.isEmpty() && values.keys().contains(TemporaryConfiguration.KEY)) {
            return Optional.empty();
        }
        return Optional.of(new EngineOptions.State(configured.orElse(stateFolder(name)), interval, stopTimeout));
    }

    /** Where the state of a session with that name is if nothing else is configured. */
    static Path stateFolder(String name) {
        return KarafFolder.orCurrent(System.getProperty("karaf.base"), "sessions", FileNames.of(name));
    }

    private Duration seconds(String key) {
        Range range = TYPE.annotation(key, Range.class).orElseThrow();
        String text = textOrDefault(key);
        try {
            long seconds = Long.parseLong(text.strip());
            if (seconds >= range.least() && seconds <= range.most()) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw TorrentException.invalid("invalid " + key + " '" + text + "': expected a number of seconds from "
                + range.least() + " to " + range.most());
    }

    private static boolean isBelow(String property, Path path) {
        String folder = System.getProperty(property, "");
        return !folder.isEmpty()
                && path.startsWith(Path.of(folder).toAbsolutePath().normalize());
    }

    /** Warnings about unusual values; complete once the options are read. */
    List<String> warnings() {
        return values.warnings();
    }
}
