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
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.alert.Alert;
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
}
