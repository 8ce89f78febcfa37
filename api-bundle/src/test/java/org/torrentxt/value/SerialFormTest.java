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
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.SymbolicLinks;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.api.status.TorrentStatus;

/** All values of the API, found among its classes, go through serialisation unchanged. */
class SerialFormTest {

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
        Object value = Samples.full(type);

        assertThat(type).as("serialisable").isAssignableTo(Serializable.class);
        assertThat(read(write(value))).isEqualTo(value).hasSameHashCodeAs(value).hasToString(value.toString());
        assertThat(ApiClasses.method(value.getClass(), "toBuilder")
                        .orElseThrow()
                        .invoke(value))
                .extracting(builder -> Samples.call(builder, "build"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("builtTypes")
    void whatIsBuiltWithoutAnyReturnsAsItWas(Class<?> type) throws Exception {
        Object value = Samples.call(Samples.builder(type), "build");

        assertThat(read(write(value))).isEqualTo(value).hasToString(value.toString());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertsReturnWithAllTheirProperties(Class<? extends Alert> type) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        Alert alert = (Alert) constructor.newInstance(Samples.all(constructor));

        Alert read = (Alert) read(write(alert));
        assertThat(read.properties()).usingRecursiveComparison().isEqualTo(alert.properties());
        assertThat(read.origin()).isEqualTo(alert.origin());
    }

    @Test
    void aRequestReturnsWithItsFolder() throws Exception {
        FollowRelease request = FollowRelease.magnet(Samples.LINK.magnetUri());

        assertThat(read(write(request))).isEqualTo(request);
        FollowRelease elsewhere = request.savePath(Path.of("data")).replacing();
        assertThat(read(write(elsewhere))).isEqualTo(elsewhere).isNotEqualTo(request);
    }

    static Stream<AddTorrent.Builder> sources() {
        return Stream.of(
                AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20)),
                AddTorrent.torrentBytes(new byte[] {1, 2}),
                AddTorrent.torrentFile(Path.of("a.torrent")),
                AddTorrent.infoHash(new InfoHash("ab".repeat(20))),
                AddTorrent.resumeData(new byte[] {3}));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void requestsToAddReturnAsTheyWere(AddTorrent.Builder builder) throws Exception {
        AddTorrent plain = builder.build();
        AddTorrent full = builder.savePath(Path.of("data"))
                .name("name")
                .paused()
                .tracker("http://127.0.0.1/announce")
                .webSeed("http://127.0.0.1/")
                .peer(Endpoint.parse("127.0.0.1:1"))
                .filePriority(3, FilePriority.TOP)
                .downloadLimit(1)
                .uploadLimit(2)
                .maxConnections(3)
                .maxUploads(4)
                .build();

        assertThat(read(write(plain))).isEqualTo(plain).isNotEqualTo(full).hasToString(plain.toString());
        assertThat(read(write(full)))
                .isEqualTo(full)
                .hasSameHashCodeAs(full)
                .hasToString(full.toString())
                .usingRecursiveComparison()
                .isEqualTo(full);
    }

    @Test
    void requestsToSeedReturnWithWhatTheFilesWereLike() throws Exception {
        List<HashedFile> files = List.of(new HashedFile("a/b", 5, Instant.ofEpochSecond(9, 123_456_789)));
        AddTorrent request =
                AddTorrent.torrentFile(Path.of("a.torrent")).seed(files).build();

        AddTorrent read = (AddTorrent) read(write(request));
        assertThat(read).isEqualTo(request);
        assertThat(read.hashedFiles()).isEqualTo(files);
        assertThat(request)
                .isNotEqualTo(AddTorrent.torrentFile(Path.of("a.torrent"))
                        .seed(List.of())
                        .build());
    }

    @Test
    void hashedFilesBelongToATorrentFile() {
        AddTorrent.Builder magnet = AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20))
                .seed(List.of(new HashedFile("a", 5, Instant.EPOCH)));

        assertThatThrownBy(magnet::build)
                .hasMessage(
                        "hashed files without their .torrent file; add the torrent by that, and not by a magnet link,"
                                + " info-hash or resume data");
        assertThatThrownBy(() -> new HashedFile("", 5, Instant.EPOCH)).hasMessageContaining("empty path");
        assertThatThrownBy(() -> new HashedFile("a", -1, Instant.EPOCH)).hasMessageContaining("-1");
    }

    @Test
    void requestsToCreateReturnWithoutTheListenerToTheirProgress() throws Exception {
        CreateTorrent plain = CreateTorrent.of(Path.of("data")).build();
        CreateTorrent full = CreateTorrent.of(Path.of("data"))
                .format(TorrentFormat.V2)
                .pieceLength(CreateTorrent.MIN_PIECE_LENGTH)
                .trackerTier(List.of("http://127.0.0.1/a", "http://127.0.0.1/b"))
                .webSeed("http://127.0.0.1/")
                .comment("comment")
                .creator("creator")
                .creationDate(Instant.EPOCH)
                .privateTorrent(true)
                .source("source")
                .exclude(Path.of("data", "a"))
                .exclude(Path.of("data", "b"))
                .dhtNode("node.example", 1)
                .withHiddenFiles(true)
                .symbolicLinks(SymbolicLinks.SKIP)
                .onProgress(progress -> {
                    throw new AssertionError("nobody");
                })
                .build();

        assertThat(read(write(plain))).isEqualTo(plain).isNotEqualTo(full).hasToString(plain.toString());
        CreateTorrent read = (CreateTorrent) read(write(full));
        assertThat(read).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(read.excluded()).containsExactlyInAnyOrder(Path.of("data", "a"), Path.of("data", "b"));
        read.onProgress().accept(new CreateTorrent.Progress(1, 2));
    }

    @Test
    void requestsShowNoPasswords() {
        String url = "http://user:secret@127.0.0.1/announce";
        String magnet = MagnetLink.of(Samples.HASHES, "name", 0, List.of(url), List.of(url));
        AddTorrent request = AddTorrent.magnet(magnet).tracker(url).webSeed(url).build();

        assertThat(request.toString())
                .doesNotContain("secret")
                .contains("xt=urn:btih:" + "ab".repeat(20), "dn=name", "http://***@127.0.0.1/announce");
        assertThat(CreateTorrent.of(Path.of("data"))
                        .tracker(url)
                        .webSeed(url)
                        .build()
                        .toString())
                .doesNotContain("secret")
                .contains("http://***@127.0.0.1/announce");
    }

    static Stream<Arguments> damagedRequests() throws Exception {
        byte[] limited = write(AddTorrent.infoHash(new InfoHash("ab".repeat(20)))
                .downloadLimit(0x01020304)
                .filePriority(0x0a0b0c, FilePriority.TOP)
                .set(TorrentFlag.SHARE_MODE)
                .build());
        byte[] created = write(CreateTorrent.of(Path.of("data"))
                .pieceLength(CreateTorrent.MIN_PIECE_LENGTH)
                .webSeed("http://127.0.0.1/")
                .build());
        return Stream.of(
                Arguments.of(replaced(limited, "\0\0\0\0\1\2\3\4", "\0\1\0\0\1\2\3\4"), "download limit"),
                Arguments.of(replaced(limited, "\0\12\13\14", "\1\12\13\14"), "file index"),
                Arguments.of(replaced(limited, "flagMask", "flagMusk"), "mask"),
                Arguments.of(replaced(limited, "source", "sourse"), "source is missing"),
                Arguments.of(replaced(limited, "maxUploads", "maxUplaads"), "limit of uploads"),
                Arguments.of(replaced(created, "\0\0\100\0", "\0\0\100\1"), "piece length"),
                Arguments.of(replaced(created, "http://127", "http:/ 127"), "invalid URL"));
    }

    @ParameterizedTest
    @MethodSource("damagedRequests")
    void aRequestThatNobodyCouldBuildIsRefused(byte[] damaged, String problem) {
        assertThatThrownBy(() -> read(damaged))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining(problem);
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

    @ParameterizedTest
    @MethodSource("builtTypes")
    void aPropertyOfAnotherTypeIsRefused(Class<?> type) throws Exception {
        Object foreign = new Date(0);
        for (String name : properties(form(type)).keySet()) {
            SerialForm form = form(type);
            properties(form).compute(name, (same, value) -> {
                if (value instanceof List<?>) {
                    return new ArrayList<>(List.of(foreign));
                }
                if (value instanceof Set<?>) {
                    return new HashSet<>(Set.of(foreign));
                }
                return value instanceof Map<?, ?> ? new HashMap<>(Map.of(foreign, foreign)) : foreign;
            });

            byte[] bytes = write(form);
            assertThatThrownBy(() -> read(bytes)).as(name).isInstanceOf(InvalidObjectException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("builtTypes")
    void noCollectionThatIsReadCanBeChanged(Class<?> type) throws Exception {
        SerialForm form = form(type);
        properties(form).replaceAll((name, value) -> {
            if (value instanceof List<?> list) {
                return new ArrayList<>(list);
            }
            if (value instanceof Set<?> set) {
                return new HashSet<>(set);
            }
            return value instanceof Map<?, ?> map ? new HashMap<>(map) : value;
        });

        Object value = read(write(form));

        assertThat(value).isEqualTo(Samples.full(type));
        for (Object property : properties((SerialForm) replacement(value)).values()) {
            if (property instanceof Collection<?> some) {
                assertThatThrownBy(some::clear).isInstanceOf(UnsupportedOperationException.class);
            } else if (property instanceof Map<?, ?> some) {
                assertThatThrownBy(some::clear).isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    private static SerialForm form(Class<?> type) throws Exception {
        return (SerialForm) replacement(Samples.full(type));
    }

    private static Object replacement(Object value) throws Exception {
        Method method = value.getClass().getDeclaredMethod("writeReplace");
        method.setAccessible(true);
        return method.invoke(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(SerialForm form) throws Exception {
        Field field = SerialForm.class.getDeclaredField("properties");
        field.setAccessible(true);
        return (Map<String, Object>) field.get(form);
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
}
