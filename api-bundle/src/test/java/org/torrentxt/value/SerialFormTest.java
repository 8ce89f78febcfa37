package org.torrentxt.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.api.status.TorrentStatus;

/** All values of the API, found among its classes, go through serialisation unchanged. */
class SerialFormTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final InfoHashes HASHES = InfoHashes.of(new InfoHash("ab".repeat(20)));
    private static final DhtReleaseLink LINK = DhtReleaseLink.of(KEYS.publicKey(), "key");

    static List<Class<?>> builtTypes() throws Exception {
        return ApiClasses.all().stream()
                .filter(type -> ApiClasses.method(type, "toBuilder").isPresent())
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    static List<Class<?>> alerts() {
        return List.of(Alert.class.getPermittedSubclasses());
    }

    @Test
    void theTypesAreFound() throws Exception {
        assertThat(builtTypes()).hasSizeGreaterThan(15).contains(TorrentStatus.class);
    }

    @ParameterizedTest
    @MethodSource("builtTypes")
    void whatIsBuiltWithAllPropertiesReturnsAsItWas(Class<?> type) throws Exception {
        Object value = full(type);

        assertThat(type).as("serialisable").isAssignableTo(Serializable.class);
        assertThat(read(write(value))).isEqualTo(value).hasSameHashCodeAs(value).hasToString(value.toString());
        assertThat(ApiClasses.method(value.getClass(), "toBuilder")
                        .orElseThrow()
                        .invoke(value))
                .extracting(builder -> call(builder, "build"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("builtTypes")
    void whatIsBuiltWithoutAnyReturnsAsItWas(Class<?> type) throws Exception {
        Object value = call(builder(type), "build");

        assertThat(read(write(value))).isEqualTo(value).hasToString(value.toString());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertsReturnWithAllTheirProperties(Class<? extends Alert> type) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        Alert alert = (Alert) constructor.newInstance(samples(constructor));

        Alert read = (Alert) read(write(alert));
        assertThat(read.properties()).usingRecursiveComparison().isEqualTo(alert.properties());
        assertThat(read.origin()).isEqualTo(alert.origin());
    }

    @Test
    void aRequestReturnsWithItsFolder() throws Exception {
        FollowRelease request = FollowRelease.magnet(LINK.magnetUri());

        assertThat(read(write(request))).isEqualTo(request);
        FollowRelease elsewhere = request.savePath(Path.of("data")).replacing();
        assertThat(read(write(elsewhere))).isEqualTo(elsewhere).isNotEqualTo(request);
    }

    @Test
    void aVersionWithOtherPropertiesIsRead() throws Exception {
        TorrentStatus status =
                TorrentStatus.builder(7).name("name").isPaused(true).build();

        byte[] renamed = replaced(write(status), "isPaused", "isPoused");
        assertThat(read(renamed)).isEqualTo(status.toBuilder().isPaused(false).build());
    }

    @Test
    void aValueWithoutWhatItNeedsIsRefused() throws Exception {
        byte[] damaged = replaced(write(LINK_STATUS), "state", "stote");

        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("state is missing");
    }

    private static final DhtPublicationStatus LINK_STATUS =
            DhtPublicationStatus.builder(DhtPublicationState.PUBLISHED).build();

    /** The same bytes with a text replaced by one as long. */
    private static byte[] replaced(byte[] bytes, String text, String by) {
        String all = new String(bytes, ISO_8859_1);
        assertThat(all).contains(text);
        return all.replace(text, by).getBytes(ISO_8859_1);
    }

    private static byte[] write(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    }

    private static Object builder(Class<?> type) throws Exception {
        Method method = ApiClasses.method(type, "builder").orElseThrow();
        return method.invoke(null, samples(method));
    }

    private static Object full(Class<?> type) throws Exception {
        Object builder = builder(type);
        for (Method method : builder.getClass().getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1) {
                method.invoke(builder, samples(method));
            }
        }
        return call(builder, "build");
    }

    private static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object[] samples(java.lang.reflect.Executable executable) throws Exception {
        List<Object> samples = new ArrayList<>();
        for (java.lang.reflect.Type type : executable.getGenericParameterTypes()) {
            samples.add(sample(type));
        }
        return samples.toArray();
    }

    private static Object sample(java.lang.reflect.Type type) throws Exception {
        if (type instanceof java.lang.reflect.ParameterizedType generic) {
            java.lang.reflect.Type[] parts = generic.getActualTypeArguments();
            Object part = sample(parts[parts.length - 1]);
            return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
                case "Optional" -> Optional.of(part);
                case "List" -> List.of(part);
                case "Set" -> Set.of(part);
                case "Map" -> Map.of("key", part);
                default -> throw new IllegalArgumentException("no sample of " + type);
            };
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return raw == AlertType.class
                    ? AlertType.LISTEN_FAILED
                    : raw.getEnumConstants()[raw.getEnumConstants().length - 1];
        }
        Optional<Method> built = ApiClasses.method(raw, "toBuilder");
        return built.isPresent() ? full(raw) : SAMPLES.get(raw);
    }

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(int.class, 7),
            Map.entry(long.class, 8L),
            Map.entry(Long.class, 9L),
            Map.entry(double.class, 0.5),
            Map.entry(boolean.class, true),
            Map.entry(String.class, "text"),
            Map.entry(byte[].class, new byte[] {1, 2}),
            Map.entry(Path.class, Path.of("data")),
            Map.entry(Instant.class, Instant.ofEpochSecond(9)),
            Map.entry(Duration.class, Duration.ofSeconds(9)),
            Map.entry(InfoHash.class, new InfoHash("cd".repeat(20))),
            Map.entry(InfoHashes.class, HASHES),
            Map.entry(Endpoint.class, new Endpoint(InetAddress.getLoopbackAddress(), 1)),
            Map.entry(FilePriority.class, FilePriority.TOP),
            Map.entry(DhtPublicKey.class, KEYS.publicKey()),
            Map.entry(DhtTarget.class, new DhtTarget("ab".repeat(20))),
            Map.entry(MutableItem.class, MutableItem.sign(KEYS, new byte[0], 1, new byte[] {1})),
            Map.entry(FollowRelease.class, FollowRelease.magnet(LINK.magnetUri())),
            Map.entry(Failure.class, new Failure(1, "error", "message")),
            Map.entry(AlertOrigin.class, new AlertOrigin("default", 1, HASHES, Instant.EPOCH)));
}
