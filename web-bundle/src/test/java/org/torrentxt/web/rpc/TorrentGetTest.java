package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;
import org.torrentxt.web.rpc.torrent.TorrentFields;

class TorrentGetTest {
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).build(),
            StatusBuilder.status(2).build(),
            StatusBuilder.status(3).build());
    private final RpcClient client = RpcClient.serving(session);

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'fields':['id']}|1 2 3",
                "{'fields':['id'],'ids':2}|2",
                "{'fields':['id'],'ids':2.0}|2",
                "{'fields':['id'],'ids':'2'}|2",
                "{'fields':['id'],'ids':[3,1,3]}|3 1",
                "{'fields':['id'],'ids':[]}|''",
                "{'fields':['id'],'ids':0}|''",
                "{'fields':['id'],'id':2}|2",
                "{'fields':['id'],'id':2,'ids':[1]}|1",
                "{'fields':['id'],'format':null}|1 2 3",
                "{'fields':['id'],'ids':[3,99,-1,99999999999]}|3",
                "{'fields':['id'],'ids':'0000000000000000000000000000000000000002'}|2",
                "{'fields':['id'],'ids':['0000000000000000000000000000000000000002',1]}|2 1",
                "{'fields':['id'],'ids':'0000000000000000000000000000000000000009'}|''",
                "{'fields':['id'],'ids':'recently-active'}|1 2 3"
            })
    void idsComeInManyForms(String arguments, String expected) {
        List<String> ids = client.torrents(arguments).stream()
                .map(torrent -> torrent.get("id").toString())
                .toList();
        assertThat(String.join(" ", ids)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void whoAsksForAllIsToldTheVersionSinceWhichToAskForChanges() {
        assertThat(client.call("torrent-get", "{'fields':['id']}")).doesNotContainKey("version");
        assertThat(client.call("torrent-get", "{'fields':['id'],'ids':1,'version':true}"))
                .doesNotContainKey("version");
        long version = Long.parseLong((String)
                client.call("torrent-get", "{'fields':['id'],'version':true}").get("version"));
        assertThat(session.changes(version).statuses()).isEmpty();
        session.put(StatusBuilder.status(2).progress(0.5).build());
        assertThat(session.changes(version).statuses())
                .extracting(TorrentStatus::id)
                .containsExactly(2);
    }

    @Test
    void anActionForOneIsNotOneForAll() {
        client.call("torrent-remove", "{'id':2}");
        assertThat(session.calls("remove"))
                .extracting(FakeSession.Call::torrent)
                .containsExactly(2);
    }

    @Test
    void tenThousandAreListedNamedAndSkipped() {
        int count = 10_000;
        for (int id = 4; id <= count; id++) {
            session.put(StatusBuilder.status(id).build());
        }
        String named = IntStream.rangeClosed(1, count)
                .mapToObj(id -> id % 2 == 0 ? String.valueOf(id) : "'" + String.format("%040x", id) + "'")
                .collect(Collectors.joining(","));
        String unknown = IntStream.rangeClosed(count + 1, 2 * count)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        assertThat(client.torrents("{'fields':['id','files','trackers']}")).hasSize(count);
        assertThat(client.torrents("{'fields':['id'],'ids':[" + unknown + "," + named + "]}"))
                .extracting(torrent -> torrent.get("id"))
                .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        assertThat((List<?>) client.call("torrent-get", "{'fields':['id','fileStats','pieces'],'format':'table'}")
                        .get("torrents"))
                .hasSize(count + 1);
    }

    @Test
    void onlyKnownFieldsAreAnsweredEachOnce() {
        assertThat(client.torrents("{'ids':1,'fields':['name','id','nonsense','name']}"))
                .isEqualTo(List.of(Map.of("name", "torrent-1", "id", 1L)));
        assertThat(client.torrents("{'ids':1,'fields':[]}")).isEqualTo(List.of(Map.of()));
    }

    @Test
    void aTableBeginsWithTheNames() {
        assertThat(client.call("torrent-get", "{'ids':[1,2],'fields':['id','nonsense','name'],'format':'table'}"))
                .isEqualTo(Map.of(
                        "torrents",
                        List.of(List.of("id", "name"), List.of(1L, "torrent-1"), List.of(2L, "torrent-2"))));
    }

    @Test
    void recentAreThoseThatHaveChangedAndThoseThatAreGone() {
        client.call("torrent-get", "{'ids':'recently-active','fields':['id']}");
        session.remove(2);
        client.call("torrent-reannounce", "{'ids':[]}"); // a client's action makes the next answer a new one
        Map<String, Object> answer = client.call("torrent-get", "{'ids':'recently-active','fields':['id']}");
        assertThat(answer)
                .containsEntry("removed", List.of(2L))
                .containsEntry("torrents", List.of(Map.of("id", 1L), Map.of("id", 3L)));
    }

    @Test
    void everyFieldHasAValueOfItsType() {
        String names = TorrentFields.names().stream()
                .sorted()
                .map(name -> "'" + name + "'")
                .toList()
                .toString();
        Map<String, Object> torrent =
                client.torrents("{'ids':1,'fields':" + names + "}").get(0);
        assertThat(torrent.keySet()).isEqualTo(TorrentFields.names());
        assertThat(torrent).doesNotContainValue(null);
        assertThat(torrent)
                .containsEntry("hashString", "0000000000000000000000000000000000000001")
                .containsEntry("status", 4L)
                .containsEntry("percentDone", 0.5)
                .containsEntry("totalSize", 104857600L)
                .containsEntry("leftUntilDone", 52428800L)
                .containsEntry("sizeWhenDone", 104857600L)
                .containsEntry("addedDate", 1_700_000_000L)
                .containsEntry("eta", 5L)
                .containsEntry("uploadRatio", 0.5)
                .containsEntry("wanted", List.of(1L))
                .containsEntry("priorities", List.of(0L))
                .containsEntry("file-count", 1L)
                .containsEntry("pieceCount", 100L)
                .containsEntry("labels", List.of())
                .containsEntry("trackerList", "http://127.0.0.1:6969/announce")
                .containsEntry("webseeds", List.of("http://127.0.0.1:8080/"));
    }

    @Test
    void aTrackerHasANumberASiteAndWhatItCounts() {
        Map<String, Object> torrent = client.torrents("{'ids':1,'fields':['trackers','trackerStats']}")
                .get(0);
        assertThat(RpcClient.objects(torrent.get("trackers")).get(0))
                .containsEntry("announce", "http://127.0.0.1:6969/announce")
                .containsEntry("scrape", "http://127.0.0.1:6969/scrape")
                .containsEntry("sitename", "127.0.0.1")
                .containsEntry("tier", 0L);
        assertThat(RpcClient.objects(torrent.get("trackerStats")).get(0))
                .containsEntry("host", "127.0.0.1:6969")
                .containsEntry("seederCount", 3L)
                .containsEntry("leecherCount", 1L)
                .containsEntry("lastAnnounceSucceeded", true)
                .hasSize(27);
    }

    private static TorrentStatus.Builder status(TorrentState state, TorrentFlag... flags) {
        return TorrentStatus.builder(1)
                .state(state)
                .flags(Set.of(flags))
                .isPaused(flags.length > 0 && flags[0] == TorrentFlag.PAUSED);
    }

    private void assertStatus(long expected, TorrentStatus.Builder status) {
        session.put(status.build());
        assertThat(client.field(1, "status")).isEqualTo(expected);
    }

    @Test
    void theStatusIsOneOfSevenNumbers() {
        TorrentFlag paused = TorrentFlag.PAUSED;
        TorrentFlag managed = TorrentFlag.AUTO_MANAGED;
        assertStatus(0, status(TorrentState.DOWNLOADING, paused));
        assertStatus(0, status(TorrentState.DOWNLOADING).isPaused(true)); // the session is
        assertStatus(0, status(TorrentState.DOWNLOADING, paused, managed).error("disk full"));
        assertStatus(1, status(TorrentState.CHECKING, paused, managed));
        assertStatus(1, status(TorrentState.CHECKING_RESUME));
        assertStatus(2, status(TorrentState.CHECKING));
        assertStatus(2, status(TorrentState.CHECKING, paused).progress(0.5));
        assertStatus(0, status(TorrentState.CHECKING, paused));
        assertStatus(3, status(TorrentState.DOWNLOADING, paused, managed));
        assertStatus(4, status(TorrentState.DOWNLOADING, managed));
        assertStatus(4, status(TorrentState.FETCHING_METADATA));
        assertStatus(5, status(TorrentState.FINISHED, paused, managed).isFinished(true));
        assertStatus(6, status(TorrentState.SEEDING, managed).isFinished(true));
        assertStatus(6, status(TorrentState.FINISHED).isFinished(true));
    }

    @Test
    void anErrorIsALocalOne() {
        session.put(
                StatusBuilder.status(1).build().toBuilder().error("disk full").build());
        assertThat(client.torrents("{'ids':1,'fields':['error','errorString']}"))
                .isEqualTo(List.of(Map.of("error", 3L, "errorString", "disk full")));
    }

    @Test
    void namesAreTextsWhateverIsInThem() {
        String name = "<script>alert(1)</script>\"\\\r\n\u0000\u2028\ud83d\ude00\udc00";
        session.put(StatusBuilder.status(1).build().toBuilder().name(name).build());
        assertThat(client.field(1, "name")).isEqualTo(name.substring(0, name.length() - 1) + "\ufffd");
    }

    @Test
    void withoutANameTheInfoHashIsShown() {
        session.put(StatusBuilder.status(1).build().toBuilder().name("").build());
        assertThat(client.field(1, "name")).isEqualTo("0000000000000000000000000000000000000001");
    }
}
