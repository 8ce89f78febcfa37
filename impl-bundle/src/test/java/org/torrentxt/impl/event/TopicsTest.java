package org.torrentxt.impl.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.alert.AlertType;

class TopicsTest {
    @Test
    void readsSingleTopicsArraysAndCollections() {
        assertThat(Topics.ofEventHandler("org/torrentxt/alert/pieceFinished"))
                .containsExactly(AlertType.PIECE_FINISHED);
        assertThat(Topics.ofEventHandler(
                        new String[] {"org/torrentxt/alert/torrentAdded", "org/torrentxt/alert/blockFinished"}))
                .containsExactly(AlertType.TORRENT_ADDED, AlertType.BLOCK_FINISHED);
        assertThat(Topics.ofEventHandler(List.of("org/torrentxt/alert/dhtPut"))).containsExactly(AlertType.DHT_PUT);
    }

    @Test
    void ourWildcardsMeanAllButTheVerboseKinds() {
        for (String topic : List.of("org/torrentxt/alert/*", "org/torrentxt/*")) {
            assertThat(Topics.ofEventHandler(topic))
                    .as(topic)
                    .contains(AlertType.PIECE_FINISHED, AlertType.FILE_COMPLETED)
                    .doesNotContain(AlertType.BLOCK_FINISHED, AlertType.PEER_LOG);
        }
    }

    @Test
    void whoTakesWhateverThereIsIsNoReasonToRaiseWhatComesByTheThousand() {
        for (String topic : List.of("org/*", "*")) {
            assertThat(Topics.ofEventHandler(topic))
                    .as(topic)
                    .contains(AlertType.TORRENT_ADDED, AlertType.TORRENT_FINISHED, AlertType.ALERTS_DROPPED)
                    .doesNotContain(AlertType.PIECE_FINISHED, AlertType.FILE_COMPLETED, AlertType.PEER_LOG);
        }
    }

    @Test
    void otherTopicsMeanNothing() {
        assertThat(Topics.ofEventHandler("org/osgi/framework/*")).isEmpty();
        assertThat(Topics.ofEventHandler("org/torrentxt/alert/noSuchThing")).isEmpty();
        assertThat(Topics.ofEventHandler(null)).isEmpty();
    }

    @Test
    void listenersNameKindsOrGetAllThatAreNotVerbose() {
        assertThat(Topics.ofAlertListener(null))
                .contains(AlertType.TORRENT_ADDED)
                .doesNotContain(AlertType.LOG);
        assertThat(Topics.ofAlertListener("blockFinished"))
                .containsExactly(AlertType.BLOCK_FINISHED, AlertType.ALERTS_DROPPED);
    }

    @Test
    void sessionsOfAListenerAreGivenInEachForm() {
        assertThat(Topics.isOfSession(null, "a")).isTrue();
        assertThat(Topics.isOfSession("a", "a")).isTrue();
        assertThat(Topics.isOfSession("b", "a")).isFalse();
        assertThat(Topics.isOfSession(new String[] {"b", "a"}, "a")).isTrue();
        assertThat(Topics.isOfSession(new String[] {"b", "c"}, "a")).isFalse();
        assertThat(Topics.isOfSession(List.of("b", "a"), "a")).isTrue();
    }

    @Test
    void constantsOfComponentPropertyTypesAreNames() {
        assertThat(Topics.ofAlertListener(new String[] {"TORRENT_FINISHED"}))
                .containsExactlyInAnyOrder(AlertType.TORRENT_FINISHED, AlertType.ALERTS_DROPPED);
        assertThat(Topics.unknownNames("TORRENT_FINISHED")).isEmpty();
    }

    @Test
    void whatNoAlertIsCalledIsFound() {
        assertThat(Topics.unknownNames(new String[] {"torrentFinished", "torentFinished"}))
                .containsExactly("torentFinished");
        assertThat(Topics.unknownNames(null)).isEmpty();
        assertThat(Topics.unknownInTopics(List.of(
                        "org/torrentxt/alert/*",
                        "org/torrentxt/alert/torrentFinished",
                        "org/torrentxt/alert/TorrentFinished",
                        "org/torrentxt/dht/valueChanged",
                        "org/osgi/framework/*")))
                .containsExactly("org/torrentxt/alert/TorrentFinished");
    }
}
