package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertTopics;

/** An expected event: its topic and exactly its properties, each with value and type. */
final class ExpectedEvent {
    private final String name;
    private final Map<String, Consumer<Object>> properties = new HashMap<>();

    private ExpectedEvent(int code, String name, TorrentSession session) {
        this.name = name;
        with(EventConstants.EVENT_TOPIC, "org/torrentxt/alert/" + name);
        with(AlertTopics.NAME, name);
        with(AlertTopics.CODE, code);
        with(AlertTopics.SESSION, session.name());
        properties.put(
                AlertTopics.ALERT,
                value -> assertThat(((Alert) value).type().alertName()).isEqualTo(name));
    }

    /** An event without a torrent. */
    static ExpectedEvent of(int code, String name, TorrentSession session) {
        return new ExpectedEvent(code, name, session).with(AlertTopics.TORRENT, 0);
    }

    /** An event of a torrent, which carries its hashes. */
    static ExpectedEvent of(int code, String name, TorrentSession session, Torrent torrent) {
        ExpectedEvent expected = new ExpectedEvent(code, name, session)
                .with(AlertTopics.TORRENT, torrent.id())
                .withText(AlertTopics.TORRENT_NAME);
        torrent.infoHashes().v1().ifPresent(hash -> expected.with(AlertTopics.INFO_HASH_V1, hash.hex()));
        torrent.infoHashes().v2().ifPresent(hash -> expected.with(AlertTopics.INFO_HASH_V2, hash.hex()));
        return expected;
    }

    ExpectedEvent with(String key, Object value) {
        properties.put(key, actual -> assertThat(actual).as(name + "." + key).isEqualTo(value));
        return this;
    }

    /** Any text of the engine. */
    ExpectedEvent withText(String key) {
        properties.put(
                key, actual -> assertThat((String) actual).as(name + "." + key).isNotBlank());
        return this;
    }

    /** An error with that number, from the operating system or libtorrent, and its message. */
    ExpectedEvent withFailure(int errorCode) {
        return with("errorCode", errorCode).withText("errorMessage").withText("message");
    }

    /** Asserts that the event is as expected. */
    void is(Event event) {
        Map<String, Object> actual = new HashMap<>();
        for (String key : event.getPropertyNames()) {
            actual.put(key, event.getProperty(key));
        }
        var alert = (Alert) actual.get(AlertTopics.ALERT);
        assertThat(actual.remove(AlertTopics.TIMESTAMP))
                .as(name + "." + AlertTopics.TIMESTAMP)
                .isEqualTo(alert.timestamp().toEpochMilli());
        assertThat(actual).as(name).containsOnlyKeys(properties.keySet());
        properties.forEach((key, expectation) -> expectation.accept(actual.get(key)));
    }

    /** Asserts that there is exactly one event with that name, and that it is as expected. */
    void isTheOnlyOneOf(EventLog events) {
        List<Event> all = events.all().stream()
                .filter(event -> name.equals(event.getProperty(AlertTopics.NAME)))
                .toList();
        assertThat(all).as("events " + name).hasSize(1);
        is(all.get(0));
    }
}
