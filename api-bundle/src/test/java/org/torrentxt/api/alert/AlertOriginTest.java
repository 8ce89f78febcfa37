package org.torrentxt.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHashes;

class AlertOriginTest {
    private static AlertOrigin origin(Set<String> labels, Map<String, String> attributes) {
        return new AlertOrigin("default", 3, "name", InfoHashes.NONE, labels, attributes, Instant.EPOCH);
    }

    private static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @Test
    void labelsAndAttributesArePropertiesOfEachEvent() {
        AlertOrigin origin = origin(Set.of("b", "a"), Map.of("com.acme.order", "4711"));

        assertThat(new TorrentPaused(origin).properties())
                .containsEntry("labels", new String[] {"a", "b"})
                .containsEntry("attribute.com.acme.order", "4711");
        assertThat(new TorrentPaused(origin(Set.of(), Map.of())).properties()).doesNotContainKey("labels");
    }

    @Test
    void whatChangedIsInTheEventsOfChanges() {
        AlertOrigin origin = origin(Set.of("b"), Map.of("b", "1"));

        assertThat(new TorrentLabelsChanged(origin, Set.of("b"), Set.of("d", "c")).properties())
                .containsEntry("name", "torrentLabelsChanged")
                .containsEntry("code", 2002)
                .containsEntry("labels", new String[] {"b"})
                .containsEntry("added", new String[] {"b"})
                .containsEntry("removed", new String[] {"c", "d"});
        assertThat(new TorrentAttributesChanged(origin, Set.of("b"), Set.of()).properties())
                .containsEntry("name", "torrentAttributesChanged")
                .containsEntry("code", 2003)
                .containsEntry("attribute.b", "1")
                .containsEntry("changed", new String[] {"b"})
                .containsEntry("removed", new String[0]);
    }

    @Test
    void labelsAndAttributesAreSerialised() throws Exception {
        AlertOrigin origin = origin(Set.of("b", "a"), Map.of("key", "value"));

        AlertOrigin read = (AlertOrigin) read(write(origin));

        assertThat(read).isEqualTo(origin);
        assertThat(read.labels()).containsExactly("a", "b");
    }

    @Test
    void othersThanTextsAreRefused() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Set<String> numbers = (Set) Set.of(1);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<String, String> numbered = (Map) Map.of("a", 1);

        assertThatThrownBy(() -> origin(numbers, Map.of())).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> origin(Set.of(), numbered)).isInstanceOf(ClassCastException.class);
    }
}
