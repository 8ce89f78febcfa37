package org.torrentxt.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.testing.StatusBuilder;

class JsonTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void recordsAreObjectsWithTheNamesOfTheirComponents() {
        assertThat(Json.write(FileInfo.builder(2, "a/b")
                        .size(5)
                        .progress(3)
                        .priority(FilePriority.TOP)
                        .offset(40)
                        .firstPiece(2)
                        .pieceCount(1)
                        .root("ab".repeat(32))
                        .build()))
                .isEqualTo(
                        "{\"index\":2,\"path\":\"a/b\",\"size\":5,\"progress\":3,\"priority\":7,\"offset\":40,\"firstPiece\":2,\"pieceCount\":1,\"root\":\""
                                + "ab".repeat(32) + "\"}");
    }

    @Test
    void infoHashesAreTwoKeysBesideTheOthers() {
        Map<String, Object> object = Json.object(StatusBuilder.status(1).build());

        assertThat(object).containsKeys("infoHashV1", "infoHashV2").doesNotContainKey("infoHashes");
        assertThat(Json.write(StatusBuilder.status(1).build()))
                .contains("\"infoHashV1\":\"" + "0".repeat(39) + "1\",\"infoHashV2\":null,");
    }

    @Test
    void aStatusHasTheKeysThatScriptsKnow() {
        assertThat(Json.object(StatusBuilder.status(1).build()))
                .containsKeys(
                        "name",
                        "state",
                        "progress",
                        "downloadRate",
                        "uploadRate",
                        "totalDone",
                        "totalWanted",
                        "numPeers",
                        "numSeeds",
                        "savePath",
                        "infoHashV1",
                        "infoHashV2",
                        "numPieces",
                        "pieceLength",
                        "totalSize",
                        "allTimeDownload",
                        "allTimeUpload",
                        "numComplete",
                        "numIncomplete",
                        "isFinished",
                        "isSeeding",
                        "isPaused",
                        "error",
                        "eta",
                        "addedTime",
                        "completedTime",
                        "numConnections",
                        "flags");
    }

    @Test
    void timesAreSeconds() {
        assertThat(Json.write(List.of(Instant.ofEpochSecond(1_700_000_000, 999_999_999), Duration.ofMillis(5_900))))
                .isEqualTo("[1700000000,5]");
    }

    @Test
    void whatIsEmptyIsNull() {
        assertThat(Json.write(Optional.empty())).isEqualTo("null");
        assertThat(Json.write(Optional.of(3))).isEqualTo("3");
        assertThat(Json.write(null)).isEqualTo("null");
        assertThat(Json.write(List.of())).isEqualTo("[]");
        assertThat(Json.write(Map.of())).isEqualTo("{}");
        assertThat(Json.write(EnumSet.noneOf(TorrentFlag.class))).isEqualTo("[]");
    }

    @Test
    void enumsAreTheirLabelOrNameInLowerCase() {
        assertThat(Json.write(TorrentState.FETCHING_METADATA)).isEqualTo("\"fetching metadata\"");
        assertThat(Json.write(TorrentFlag.AUTO_MANAGED)).isEqualTo("\"auto_managed\"");
    }

    @Test
    void setsAreSorted() {
        assertThat(Json.write(Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED, TorrentFlag.SEED_MODE)))
                .isEqualTo("[\"auto_managed\",\"paused\",\"seed_mode\"]");
    }

    @Test
    void valuesOfOneTextAreThatText() {
        assertThat(Json.write(
                        List.of(new InfoHash(HASH), new DhtTarget(HASH), Endpoint.parse("[::1]:80"), Path.of("data"))))
                .isEqualTo("[\"" + HASH + "\",\"" + HASH + "\",\"[0:0:0:0:0:0:0:1]:80\",\"data\"]");
        assertThat(Json.write(new ImmutableItem(new DhtTarget(HASH), new byte[] {1, (byte) 0xff})))
                .isEqualTo("{\"target\":\"" + HASH + "\",\"value\":\"01ff\"}");
    }

    @Test
    void stringsAreEscapedToAscii() {
        assertThat(Json.write("a\"b\\c\n\t\r\u0001é😀\u007f"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u00e9\\ud83d\\ude00\\u007f\"");
    }

    @Test
    void numbersThatJsonDoesNotHaveAreNull() {
        assertThat(Json.write(List.of(Double.NaN, Double.POSITIVE_INFINITY, 0.5, 3L)))
                .isEqualTo("[null,null,0.5,3]");
    }

    @Test
    void arraysAndMapsNest() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kinds", new String[] {"a", "b"});
        map.put("hashes", List.of(Map.of("x", 1), new int[] {2}));

        assertThat(Json.write(map)).isEqualTo("{\"kinds\":[\"a\",\"b\"],\"hashes\":[{\"x\":1},[2]]}");
    }
}
