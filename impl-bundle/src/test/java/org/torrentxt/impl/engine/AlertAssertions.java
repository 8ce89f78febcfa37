package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.MapAssert;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.Alert;

/** What alerts must be as their events show them. */
final class AlertAssertions {
    private AlertAssertions() {}

    /**
     * Asserts the properties that all alerts have, and gives those of its own kind.
     *
     * @param torrent null for an alert that concerns none
     */
    static MapAssert<String, Object> assertAlert(
            Alert alert, String name, int code, LocalSession session, Torrent torrent) {
        Map<String, Object> properties = alert.properties();
        assertThat(properties)
                .containsEntry("session", session.session().name())
                .containsEntry("torrent", torrent == null ? 0 : torrent.id())
                .containsEntry("code", code)
                .containsEntry("name", name)
                .containsAllEntriesOf(alert.details());
        assertThat(alert.type().topic()).isEqualTo("org/torrentxt/alert/" + name);
        assertThat((Long) properties.get("timestamp"))
                .isBetween(
                        session.alerts().since().toEpochMilli(), Instant.now().toEpochMilli());
        if (torrent != null) {
            torrent.infoHashes().v1().ifPresent(hash -> assertThat(properties).containsEntry("infoHashV1", hash.hex()));
            torrent.infoHashes().v2().ifPresent(hash -> assertThat(properties).containsEntry("infoHashV2", hash.hex()));
        } else {
            assertThat(properties).doesNotContainKeys("infoHashV1", "infoHashV2");
        }
        return assertThat(alert.details());
    }

    /**
     * Asserts that an alert is of an error.
     *
     * @param errorCode of the operating system or libtorrent
     * @param others what else the alert tells
     */
    static void assertFailure(MapAssert<String, Object> details, int errorCode, Map<String, Object> others) {
        details.containsOnlyKeys(
                        Stream.concat(Stream.of("errorCode", "errorMessage", "message"), others.keySet().stream())
                                .toArray(String[]::new))
                .containsEntry("errorCode", errorCode)
                .containsAllEntriesOf(others)
                .hasEntrySatisfying(
                        "errorMessage", text -> assertThat((String) text).isNotBlank())
                .hasEntrySatisfying("message", text -> assertThat((String) text).isNotBlank());
    }
}
