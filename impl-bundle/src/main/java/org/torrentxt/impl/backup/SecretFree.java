package org.torrentxt.impl.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.Origin;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.SessionState;
import org.torrentxt.impl.state.StopReason;
import org.torrentxt.impl.state.TorrentState;

/** Copies of state without secrets; collects what was omitted, in words that say nothing of the secret. */
final class SecretFree {
    private static final String TRACKERS = "trackers";
    private static final List<String> WEB_SEEDS = List.of("url-list", "httpseeds");
    private static final List<String> TEXTS = List.of("comment", "created by");
    private static final String OUTER_KEYS = "torrentxt-file";
    /** The keys of .torrent files that have no secrets, or lose them here. */
    private static final Set<String> TORRENT_KEYS = Set.of(
            "info",
            "piece layers",
            "creation date",
            "encoding",
            "nodes",
            "announce",
            "announce-list",
            "url-list",
            "httpseeds",
            "comment",
            "created by");

    private final Set<String> omitted = new TreeSet<>();

    /** What was omitted so far, sorted. */
    List<String> omitted() {
        return List.copyOf(omitted);
    }

    /** A torrent. */
    TorrentState of(TorrentState state) {
        Map<String, String> attributes = new LinkedHashMap<>();
        state.attributes().forEach((name, value) -> {
            if (Secrets.isSecretName(name) || !Secrets.isPlainText(value)) {
                omitted.add("attribute " + name);
            } else {
                attributes.put(name, value);
            }
        });
        return new TorrentState(
                state.id(),
                of(state.resume()),
                state.origin().map(this::of),
                state.labels(),
                attributes,
                state.stopReason()
                        .map(reason -> Secrets.isPlainText(reason.message())
                                ? reason
                                : new StopReason("an error that names a URL", reason.file())));
    }

    private ResumeDictionary of(ResumeDictionary resume) {
        SortedMap<ByteString, ByteString> values = new TreeMap<>(BencodeSlices.of(resume.toBytes()));
        replace(values, TRACKERS, this::tiers);
        WEB_SEEDS.forEach(key -> replace(values, key, this::webSeeds));
        TEXTS.forEach(key -> replace(values, key, value -> text(key, value)));
        replace(values, OUTER_KEYS, value -> {
            SortedMap<ByteString, ByteString> outer = torrentKeys(BencodeSlices.of(Bencode.encode(value)));
            return outer.isEmpty() ? Optional.empty() : Optional.of(Bencode.decode(Bencode.join(outer)));
        });
        values.keySet().removeIf(key -> Secrets.isSecretName(key.text())); // of other clients
        return ResumeDictionary.of(Bencode.join(values));
    }

    /** A .torrent file. */
    byte[] ofTorrentFile(byte[] content) {
        return Bencode.join(torrentKeys(BencodeSlices.of(content)));
    }

    private SortedMap<ByteString, ByteString> torrentKeys(Map<ByteString, ByteString> file) {
        SortedMap<ByteString, ByteString> values = new TreeMap<>(file);
        values.keySet().removeIf(key -> !TORRENT_KEYS.contains(key.text()));
        replace(values, "announce", value -> tracker(value));
        replace(values, "announce-list", this::tiers);
        WEB_SEEDS.forEach(key -> replace(values, key, this::webSeeds));
        TEXTS.forEach(key -> replace(values, key, value -> text(key, value)));
        return values;
    }

    private interface Change {
        Optional<?> of(Object value);
    }

    private static void replace(SortedMap<ByteString, ByteString> values, String key, Change change) {
        ByteString name = ByteString.of(key);
        ByteString encoded = values.remove(name);
        if (encoded != null) {
            try {
                change.of(Bencode.decode(encoded))
                        .ifPresent(kept -> values.put(name, ByteString.of(Bencode.encode(kept))));
            } catch (TorrentException e) {
                return; // not understood, so it stays out
            }
        }
    }

    private Optional<?> tiers(Object value) {
        List<Object> tiers = new ArrayList<>();
        if (value instanceof List<?> all) {
            for (Object tier : all) {
                List<ByteString> kept = urls(tier, "tracker", Secrets::isPlainTracker);
                if (!kept.isEmpty()) {
                    tiers.add(kept);
                }
            }
        }
        return Optional.of(tiers);
    }

    private Optional<?> tracker(Object url) {
        return urls(List.of(url), "tracker", Secrets::isPlainTracker).stream().findFirst();
    }

    private Optional<?> webSeeds(Object value) {
        return Optional.of(
                urls(value instanceof List<?> ? value : List.of(value), "web seed", Secrets::isPlainWebSeed));
    }

    private List<ByteString> urls(Object list, String kind, Predicate<String> isPlain) {
        List<ByteString> kept = new ArrayList<>();
        for (Object url : list instanceof List<?> all ? all : List.of(list)) {
            if (url instanceof ByteString text && isPlain.test(text.text())) {
                kept.add(text);
            } else {
                omitted.add(kind + " " + Secrets.server(String.valueOf(url)));
            }
        }
        return kept;
    }

    private Optional<?> text(String what, Object value) {
        boolean isPlain = value instanceof ByteString text && Secrets.isPlainText(text.text());
        if (!isPlain) {
            omitted.add(what);
        }
        return Optional.of(value).filter(kept -> isPlain);
    }

    // its trackers and web seeds are in the resume data, too
    private Origin of(Origin origin) {
        return new Origin(origin.kind(), magnet(origin.text()), Optional.empty());
    }

    private static String magnet(String text) {
        return text.startsWith("magnet:")
                ? text.replaceAll("&(?!(xt|dn|xl|so)(\\.[0-9]+)?=)[^&]*", "")
                : Secrets.isPlainText(text) ? text : "";
    }

    /** The session: settings set at run time. */
    SessionState of(SessionState state) {
        Map<String, Object> settings = new TreeMap<>();
        state.settings().forEach((name, value) -> {
            if (value instanceof String text && isSecret(name, text)) {
                omitted.add("setting " + name);
            } else {
                settings.put(name, value);
            }
        });
        return new SessionState(
                state.nextId(), state.isPaused(), settings, state.queue(), state.statistics(), state.dhtState());
    }

    /** The properties of a configuration. */
    Map<String, String> of(String file, Map<String, String> properties) {
        Map<String, String> kept = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (isSecret(name, value)) {
                omitted.add(name + " in " + file);
            } else {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private static boolean isSecret(String name, String value) {
        return !value.isEmpty() && (Secrets.isSecretName(name) || !Secrets.isPlainText(value));
    }
}
