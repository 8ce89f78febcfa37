package org.torrentxt.shell.selftest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.event.Event;
import org.torrentxt.api.alert.AlertType;

@Timeout(10)
class EventLogTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final EventLog log = new EventLog();

    @Test
    void anEventEndsTheWaitingForIt() throws Exception {
        Thread publisher = new Thread(() -> publish(AlertType.TORRENT_FINISHED));
        publisher.start();
        log.await(AlertType.TORRENT_FINISHED, Duration.ofSeconds(5));
        publisher.join();
    }

    @Test
    void whatDoesNotComeIsToldWithWhatCame() {
        publish(AlertType.TORRENT_ADDED);
        assertThatThrownBy(() -> log.await(AlertType.TORRENT_FINISHED, SHORT))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("torrentFinished")
                .hasMessageContaining("received: torrentAdded");
    }

    @Test
    void aFailureEndsTheWaiting() {
        publish(AlertType.FILE_ERROR);
        assertThatThrownBy(() -> log.await(AlertType.TORRENT_FINISHED, Duration.ofSeconds(5)))
                .hasMessage("fileError: it failed");
    }

    @Test
    void theOrderOfFirstEventsCounts() throws Exception {
        publish(AlertType.TORRENT_ADDED, AlertType.STATE_CHANGED, AlertType.TORRENT_FINISHED, AlertType.TORRENT_ADDED);

        log.checkOrder(AlertType.TORRENT_ADDED, AlertType.TORRENT_FINISHED);
        assertThatThrownBy(() -> log.checkOrder(AlertType.TORRENT_FINISHED, AlertType.TORRENT_ADDED))
                .hasMessage("expected torrentFinished < torrentAdded, received torrentAdded < torrentFinished");
        assertThatThrownBy(() -> log.checkOrder(AlertType.METADATA_RECEIVED)).hasMessageContaining("metadataReceived");
    }

    @Test
    void whatHasNoEventIsLookedAtAgain() throws Exception {
        int[] looks = new int[1];
        log.awaitUntil("three looks", () -> ++looks[0] == 3, Duration.ofSeconds(5));
        assertThatThrownBy(() -> log.awaitUntil("a node", () -> false, SHORT)).hasMessageContaining("a node");
    }

    private void publish(AlertType... types) {
        for (AlertType type : types) {
            log.handleEvent(new Event(type.topic(), Map.of("name", type.alertName(), "message", "it failed")));
        }
    }
}
