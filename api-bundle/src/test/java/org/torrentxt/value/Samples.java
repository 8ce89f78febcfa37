package org.torrentxt.value;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.TorrentClient;
import org.torrentxt.api.transfer.TransferRequest;

/** A valid value of each type of the API's parameters. */
final class Samples {
    static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    static final InfoHashes HASHES = InfoHashes.of(new InfoHash("ab".repeat(20)));
    static final DhtReleaseLink LINK = DhtReleaseLink.of(KEYS.publicKey(), "key");

    private static final Map<Class<?>, Object> KNOWN = Map.ofEntries(
            Map.entry(int.class, 7),
            Map.entry(Integer.class, 7),
            Map.entry(long.class, 8L),
            Map.entry(Long.class, 9L),
            Map.entry(double.class, 0.5),
            Map.entry(Double.class, 0.5),
            Map.entry(boolean.class, true),
            Map.entry(String.class, "text"),
            Map.entry(Object.class, "text"),
            Map.entry(byte[].class, new byte[32]),
            Map.entry(TorrentFlag[].class, new TorrentFlag[] {TorrentFlag.PAUSED}),
            Map.entry(Path.class, Path.of("data")),
            Map.entry(Instant.class, Instant.ofEpochSecond(9)),
            Map.entry(ReadOptions.class, ReadOptions.defaults()),
            Map.entry(BackupOptions.class, BackupOptions.defaults()),
            Map.entry(Duration.class, Duration.ofSeconds(9)),
            Map.entry(LocalTime.class, LocalTime.of(9, 30)),
            Map.entry(InetAddress.class, InetAddress.getLoopbackAddress()),
            Map.entry(Throwable.class, new IllegalStateException()),
            Map.entry(InfoHash.class, new InfoHash("cd".repeat(20))),
            Map.entry(InfoHashes.class, HASHES),
            Map.entry(Endpoint.class, new Endpoint(InetAddress.getLoopbackAddress(), 1)),
            Map.entry(FilePriority.class, FilePriority.TOP),
            Map.entry(HashedFile.class, new HashedFile("text", 8, Instant.ofEpochSecond(9))),
            Map.entry(DhtKeyPair.class, KEYS),
            Map.entry(DhtPublicKey.class, KEYS.publicKey()),
            Map.entry(DhtTarget.class, new DhtTarget("ab".repeat(20))),
            Map.entry(MutableItem.class, MutableItem.sign(KEYS, new byte[0], 1, new byte[] {1})),
            Map.entry(DhtReleaseLink.class, LINK),
            Map.entry(FollowRelease.class, FollowRelease.magnet(LINK.magnetUri())),
            Map.entry(Torrent.class, nobody(Torrent.class)),
            Map.entry(TransferRequest.class, TransferRequest.ofClient(TorrentClient.QBITTORRENT, Path.of("data"))),
            Map.entry(Failure.class, new Failure(1, "error", "message")),
            Map.entry(AlertOrigin.class, new AlertOrigin("default", 1, HASHES, Instant.EPOCH)));

    private Samples() {}

    private static Object nobody(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
    }

    /** A sample; that of a builder is a new one. */
    static Object of(Type type) throws Exception {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        if (type instanceof TypeVariable<?>) {
            return "text";
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw == AlertType.class
                    ? AlertType.LISTEN_FAILED // of those without a record of their own
                    : raw.getEnumConstants()[raw.getEnumConstants().length - 1];
        }
        if (raw == DeployTorrent.class) {
            return DeployTorrent.builder("text", HASHES).build(); // a full one has such a one before it
        }
        if (raw.getSimpleName().equals("Builder")) {
            return newBuilder(raw);
        }
        return ApiClasses.method(raw, "toBuilder").isPresent() ? full(raw) : known(raw);
    }

    private static Object known(Class<?> raw) {
        if (raw == ConfigurationValues.class) {
            return new ConfigurationValues(Map.of());
        }
        return Optional.ofNullable(KNOWN.get(raw)).orElseThrow(() -> new IllegalArgumentException("no sample: " + raw));
    }

    private static Object newBuilder(Class<?> builder) throws Exception {
        if (builder == AddTorrent.Builder.class) {
            return AddTorrent.torrentFile(Path.of("a.torrent"));
        } else if (builder == CreateTorrent.Builder.class) {
            return CreateTorrent.of(Path.of("data"));
        }
        return builder(builder.getEnclosingClass());
    }

    private static Object collection(ParameterizedType generic) throws Exception {
        if (generic.getRawType() == Consumer.class) {
            return (Consumer<Object>) value -> {};
        } else if (generic.getRawType() == Predicate.class) {
            return (Predicate<Object>) value -> true;
        }
        Type[] parts = generic.getActualTypeArguments();
        Type last = parts[parts.length - 1];
        Object part = last instanceof Class<?> || last instanceof ParameterizedType ? of(last) : "text";
        return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
            case "Optional" -> Optional.of(part);
            case "List", "Collection" -> List.of(part);
            case "Set" -> Set.of(part);
            case "Map" -> Map.of("key", part);
            default -> throw new IllegalArgumentException("no sample: " + generic);
        };
    }

    /** Arguments for all parameters. */
    static Object[] all(Executable executable) throws Exception {
        List<Object> samples = new ArrayList<>();
        for (Type type : executable.getGenericParameterTypes()) {
            samples.add(of(type));
        }
        return samples.toArray();
    }

    /** A builder of that type with what it requires. */
    static Object builder(Class<?> type) throws Exception {
        Method method = ApiClasses.method(type, "builder").orElseThrow();
        return method.invoke(null, all(method));
    }

    /** A value with all properties set. */
    static Object full(Class<?> type) throws Exception {
        Object builder = builder(type);
        for (Method method : builder.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1) {
                method.invoke(builder, all(method));
            }
        }
        return call(builder, "build");
    }

    /** Calls a method without parameters. */
    static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
