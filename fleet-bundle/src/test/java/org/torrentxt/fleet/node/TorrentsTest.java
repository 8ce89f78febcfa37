package org.torrentxt.fleet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.SharedNotices;
import org.torrentxt.fleet.board.Subject;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** What nodes post of their torrents: all of it in the end, what has changed only, and never too much at once. */
class TorrentsTest {
    private static final InetAddress ADDRESS = Endpoint.address("127.0.0.1");

    private final SharedNotices notices = new SharedNotices();
    private final CountingBoard board = new CountingBoard(notices.join(ADDRESS));
    private final Board other = notices.join(ADDRESS);
    private long now;
    private final Torrents torrents = new Torrents(() -> now);
    private final FakeSession session = new FakeSession("default");

    /** Counts what is posted about torrents. */
    private final class CountingBoard implements Board {
        private final Board board;
        private long delay;
        private boolean isDeaf; // to what is to be removed
        private int posts;
        private int sums; // of torrents that were posted
        private long bytes;
        private final Set<Subject> wholes = EnumSet.noneOf(Subject.class); // that were read

        CountingBoard(Board board) {
            this.board = board;
        }

        @Override
        public boolean isOpen() {
            return board.isOpen();
        }

        @Override
        public List<Member> members() {
            return board.members();
        }

        @Override
        public Map<String, byte[]> read(Subject subject, int maxLength) {
            wholes.add(subject);
            return board.read(subject, maxLength);
        }

        @Override
        public Optional<byte[]> read(Subject subject, String key, int maxLength) {
            return board.read(subject, key, maxLength);
        }

        @Override
        public Set<String> keys(Subject subject) {
            return board.keys(subject);
        }

        @Override
        public void post(Subject subject, String key, byte[] notice) {
            now += delay;
            posts++;
            sums += subject == Subject.SUMMARIES ? 1 : 0;
            bytes += notice.length + Torrents.OVERHEAD;
            board.post(subject, key, notice);
        }

        @Override
        public void remove(Subject subject, String key) {
            now += delay;
            if (!isDeaf) {
                board.remove(subject, key);
            }
        }

        @Override
        public void close() {
            board.close();
        }
    }

    private static TorrentStatus idle(int id) {
        return TorrentStatus.builder(id)
                .name("torrent " + id + " of usual length")
                .infoHashes(InfoHashes.of(new InfoHash(String.format("%040x", id))))
                .state(TorrentState.SEEDING)
                .addedTime(Instant.ofEpochSecond(1_700_000_000L + id))
                .hasMetadata(true)
                .totalSize(100L << 20)
                .totalWanted(100L << 20)
                .totalWantedDone(100L << 20)
                .totalDone(100L << 20)
                .build();
    }

    private static StatusChanges all(List<TorrentStatus> statuses) {
        return StatusChanges.builder(1).isComplete(true).statuses(statuses).build();
    }

    private static StatusChanges changed(TorrentStatus... statuses) {
        return StatusChanges.builder(2).statuses(List.of(statuses)).build();
    }

    // As a session would say it.
    private void take(StatusChanges changes) {
        torrents.take(Optional.of(changes));
    }

    private void second() {
        now += TimeUnit.SECONDS.toNanos(1);
        torrents.post(board);
        new Nodes(board).exchange(new NodeReport("node1", Map.of(), 0, List.of()), torrents.summary());
    }

    private List<FleetTorrent> seen() {
        return Torrents.read(other, "member0");
    }

    private void settle() {
        for (int i = 0; i < 100 && !seen().equals(torrents.own()); i++) {
            IntStream.range(0, 10).forEach(second -> second());
        }
        assertThat(seen()).isEqualTo(torrents.own());
    }

    @Test
    void whatASessionHasIsSeenByOthers() {
        session.put(StatusBuilder.status(1).build())
                .put(StatusBuilder.status(2).error("no space").build());
        torrents.look(Optional.of(session));
        settle();
        assertThat(seen()).hasSize(2);
        assertThat(seen().get(0).name()).isEqualTo("torrent-1");
        assertThat(seen().get(0).percent()).isEqualTo(50);
        assertThat(seen().get(1).error()).isEqualTo("no space");
        assertThat(torrents.summary()).contains(new TorrentSummary(2, 1, 20_000_000, 2_000_000, 1));

        torrents.look(Optional.empty());
        settle();
        assertThat(seen()).isEmpty();
        assertThat(torrents.summary()).as("not running").isEmpty();
        assertThat(other.keys(Subject.SUMMARIES)).isEmpty();
    }

    @Test
    void thousandsThatDoNothingCostNothing() {
        List<TorrentStatus> many = IntStream.rangeClosed(1, Fleet.MAX_TORRENTS)
                .mapToObj(TorrentsTest::idle)
                .toList();
        take(all(many));
        settle();
        assertThat(board.bytes).as("all of them once: about 100 bytes for each").isLessThan(130L * Fleet.MAX_TORRENTS);

        second(); // the summary
        int posts = board.posts;
        for (int i = 0; i < 100; i++) {
            take(changed(idle(7).toBuilder()
                    .uploadRate(999)
                    .numPeers(i)
                    .allTimeUpload(i)
                    .build()));
            second();
        }
        assertThat(board.posts).as("nothing that is reported").isEqualTo(posts);

        long before = board.bytes;
        take(changed(idle(7).toBuilder().uploadRate(123_456).build()));
        second();
        assertThat(board.bytes - before)
                .as("the figures of a page, and the summary")
                .isBetween(1L, 3_000L);
        assertThat(seen().get(6).uploadRate()).isEqualTo(120_000);
        second();
        assertThat(board.posts).isEqualTo(posts + 2);
    }

    @Test
    void whatIsPostedIsBoundedAndAllOfItArrives() {
        IntStream.range(0, 8).forEach(i -> notices.join(ADDRESS)); // ten of them
        List<TorrentStatus> many =
                IntStream.rangeClosed(1, 1_000).mapToObj(TorrentsTest::idle).toList();
        take(all(many));
        long share = Torrents.RATE / 10;
        long before = 0;
        for (int i = 1; i <= 100; i++) {
            int rate = i;
            take(changed(many.stream()
                    .map(each -> each.toBuilder()
                            .downloadRate(10_000L * (rate % 90 + each.id() % 5 + 1))
                            .build())
                    .toArray(TorrentStatus[]::new)));
            second();
            assertThat(board.bytes - before)
                    .as("second %s", i)
                    .isLessThanOrEqualTo(2 * share + TorrentFormat.MAX_LENGTH);
            before = board.bytes;
        }
        assertThat(board.bytes).isLessThanOrEqualTo(102 * share + TorrentFormat.MAX_LENGTH);
        assertThat(seen()).as("none waits forever").hasSize(1_000);
        settle();
    }

    @Test
    void inALargeFleetPagesArriveAndSumsAsWell() {
        IntStream.range(0, 298).forEach(i -> notices.join(ADDRESS)); // 300 of them
        List<TorrentStatus> many =
                IntStream.rangeClosed(1, 100).mapToObj(TorrentsTest::idle).toList();
        take(all(many));
        for (int i = 1; i <= 200; i++) {
            take(changed(
                    idle(1).toBuilder().downloadRate(10_000L * (i % 90 + 1)).build()));
            second();
        }
        assertThat(seen()).hasSize(100);
        assertThat(board.sums).as("one each six seconds, or earlier").isBetween(200 / 6, 100);
        for (int i = 0; i < 10; i++) {
            take(changed());
            second();
        }
        assertThat(torrents.summary().orElseThrow().downloadRate())
                .as("the last one")
                .isEqualTo(210_000);
        settle();
    }

    @Test
    void aSlowLineTakesLittleOfEachSecond() {
        board.delay = TimeUnit.MILLISECONDS.toNanos(100);
        take(all(IntStream.rangeClosed(1, 300).mapToObj(TorrentsTest::idle).toList()));
        for (int i = 0; i < 4; i++) {
            int posts = board.posts;
            now += TimeUnit.SECONDS.toNanos(1);
            torrents.post(board);
            assertThat(board.posts - posts).isEqualTo(3);
        }
        settle();
    }

    @Test
    void aTorrentStaysOnItsPage() {
        List<TorrentStatus> many =
                IntStream.rangeClosed(1, 500).mapToObj(TorrentsTest::idle).toList();
        take(all(many));
        settle();
        second();
        int posts = board.posts;
        take(StatusChanges.builder(2).removed(List.of(3, 99_999)).build());
        settle();
        assertThat(seen()).hasSize(499).noneMatch(each -> each.id() == 3);
        second();
        take(changed(idle(501)));
        settle();
        second();
        assertThat(board.posts - posts)
                .as("two notices of a page, and the summary, twice")
                .isEqualTo(6);

        take(all(many.subList(0, 1)));
        settle();
        assertThat(torrents.summary().orElseThrow().pages()).isEqualTo(1);
        take(all(List.of()));
        settle();
        assertThat(torrents.summary().orElseThrow().pages()).isZero();
    }

    @Test
    void pagesThatAreGoneDoNotComeBack() {
        List<TorrentStatus> many =
                IntStream.rangeClosed(1, 100).mapToObj(TorrentsTest::idle).toList();
        take(all(many));
        settle();
        second();
        take(all(many.subList(0, 50)));
        settle();
        second();
        assertThat(other.keys(Subject.TORRENTS)).containsExactlyInAnyOrder("member0-facts0", "member0-figures0");

        board.delay = TimeUnit.SECONDS.toNanos(1); // one notice at a time
        List<TorrentStatus> others = new ArrayList<>(many.subList(0, 50));
        IntStream.rangeClosed(101, 150).mapToObj(TorrentsTest::idle).forEach(others::add);
        take(all(others));
        for (int i = 0; i < 5; i++) {
            second();
            assertThat(seen()).as("the old ones").noneMatch(each -> each.id() > 50 && each.id() <= 100);
        }
        settle();

        torrents.take(Optional.empty());
        for (int i = 0; i < 10; i++) {
            second();
        }
        assertThat(other.keys(Subject.TORRENTS)).as("not running").isEmpty();
    }

    @Test
    void whatTheBoardDoesNotRemoveIsRemovedLater() {
        take(all(List.of(idle(1))));
        settle();
        board.isDeaf = true;
        take(all(List.of()));
        second();
        second();
        assertThat(other.keys(Subject.TORRENTS)).hasSize(2);
        board.isDeaf = false;
        second();
        second();
        assertThat(other.keys(Subject.TORRENTS)).isEmpty();
    }

    @Test
    void whatNoMemberPostsIsRemoved() {
        take(all(List.of(idle(1))));
        settle();
        for (String part : List.of("facts", "facts01", "facts" + TorrentFormat.MAX_PAGES, "figures-1", "other0")) {
            other.post(Subject.TORRENTS, "member1-" + part, new byte[] {1});
        }
        String last = "member1-figures" + (TorrentFormat.MAX_PAGES - 1);
        other.post(Subject.TORRENTS, last, new byte[] {1});
        IntStream.range(0, 60).forEach(second -> second());
        assertThat(other.keys(Subject.TORRENTS)).containsExactlyInAnyOrder("member0-facts0", "member0-figures0", last);
    }

    @Test
    void moreThanThereAreMayBeAreCountedAndWait() {
        List<TorrentStatus> many = IntStream.rangeClosed(1, Fleet.MAX_TORRENTS + 10)
                .mapToObj(TorrentsTest::idle)
                .toList();
        take(all(many));
        settle();
        assertThat(seen()).hasSize(Fleet.MAX_TORRENTS);
        assertThat(torrents.summary().orElseThrow().torrents()).isEqualTo(Fleet.MAX_TORRENTS + 10);
        take(StatusChanges.builder(2).removed(List.of(1, 2, 3)).build());
        settle();
        assertThat(seen().get(Fleet.MAX_TORRENTS - 1).id()).isEqualTo(Fleet.MAX_TORRENTS + 3);
    }

    @Test
    void whatTheBoardLosesIsPostedAgain() {
        take(all(List.of(idle(1), idle(2))));
        settle();
        other.keys(Subject.TORRENTS).forEach(key -> other.remove(Subject.TORRENTS, key));
        assertThat(seen()).isEmpty();
        settle();
        other.post(Subject.TORRENTS, "member0-figures0", new byte[] {1});
        assertThat(seen()).isEmpty();
        settle();
    }

    @Test
    void whatThoseWhoHaveLeftHavePostedIsRemoved() {
        Torrents theirs = new Torrents(() -> now);
        theirs.take(Optional.of(all(List.of(idle(5)))));
        now += TimeUnit.SECONDS.toNanos(1);
        theirs.post(other);
        other.post(Subject.TORRENTS, "garbage", new byte[] {1});
        take(all(List.of(idle(1))));
        settle();
        assertThat(other.keys(Subject.TORRENTS)).hasSize(5);
        IntStream.range(0, 20).forEach(i -> other.post(Subject.TORRENTS, "member1-facts1" + i, new byte[] {1}));
        other.close();
        board.delay = TimeUnit.MILLISECONDS.toNanos(200);
        int left = board.keys(Subject.TORRENTS).size();
        for (int i = 0; i < 60; i++) {
            second();
            assertThat(left - board.keys(Subject.TORRENTS).size())
                    .as("at a time")
                    .isLessThanOrEqualTo(2);
            left = board.keys(Subject.TORRENTS).size();
        }
        assertThat(board.keys(Subject.TORRENTS)).containsExactlyInAnyOrder("member0-facts0", "member0-figures0");
    }

    @Test
    void nodesSeeEachOthersSums() {
        take(all(List.of(
                idle(1),
                idle(2).toBuilder().error("disk").build(),
                idle(3).toBuilder().downloadRate(1_560_000).uploadRate(2_000).build())));
        second();
        Nodes nodes = new Nodes(other);
        nodes.exchange(new NodeReport("node2", Map.of(), 0, List.of()), Optional.empty());
        assertThat(nodes.known())
                .extracting(FleetNode::name, FleetNode::numTorrents, FleetNode::numErrors, FleetNode::downloadRate)
                .containsExactly(tuple("node1", 3, 1, 1_500_000L), tuple("node2", -1, 0, 0L));
        assertThat(nodes.member("node1")).contains("member0");
        assertThat(nodes.member("node3")).isEmpty();

        other.post(Subject.SUMMARIES, "member0", "d1:ti1ee".getBytes(StandardCharsets.UTF_8)); // a lie
        nodes.exchange(new NodeReport("node2", Map.of(), 0, List.of()), Optional.empty());
        assertThat(nodes.known().get(0).numTorrents()).isEqualTo(-1);
    }

    @Test
    void whatOthersHaveLeftIsRemovedAFewAtATime() {
        for (Subject subject : List.of(Subject.REPORTS, Subject.SUMMARIES)) {
            IntStream.range(0, 10).forEach(i -> other.post(subject, "gone" + i, new byte[500]));
        }
        board.delay = TimeUnit.MILLISECONDS.toNanos(200);
        Nodes nodes = new Nodes(board, () -> now);
        for (int left = 8; left >= 0; left -= 2) {
            nodes.exchange(new NodeReport("node1", Map.of(), 0, List.of()), Optional.empty());
            assertThat(board.wholes).as("read as a whole").doesNotContain(Subject.SUMMARIES);
            assertThat(other.keys(Subject.REPORTS)).hasSize(left + 1).contains("member0");
            assertThat(other.keys(Subject.SUMMARIES)).hasSize(left);
        }
    }

    @Test
    void ofTwoWithTheSameNameThisOneIsMeant() {
        Nodes nodes = new Nodes(other);
        new Nodes(board).exchange(new NodeReport("node", Map.of(), 0, List.of()), Optional.empty());
        nodes.exchange(new NodeReport("node", Map.of(), 6881, List.of()), Optional.empty());
        assertThat(nodes.known()).hasSize(2);
        assertThat(nodes.member("node")).contains("member1");
    }

    @Test
    void figuresAreRounded() {
        List<Long> rates = new ArrayList<>();
        for (long rate : new long[] {-1, 0, 999, 1_000, 1_099, 99_999, 123_456_789, Long.MAX_VALUE}) {
            rates.add(Rounded.rate(rate));
        }
        assertThat(rates)
                .containsExactly(0L, 0L, 0L, 1_000L, 1_000L, 99_000L, 120_000_000L, 9_200_000_000_000_000_000L);
        TorrentStatus status = idle(1);
        assertThat(Rounded.of(status).percent()).isEqualTo(100);
        assertThat(Rounded.of(status).ratio()).isZero();
        TorrentStatus almost = status.toBuilder()
                .totalWantedDone(status.totalWanted() - 1)
                .allTimeDownload(3)
                .allTimeUpload(2)
                .build();
        assertThat(Rounded.of(almost).percent()).isEqualTo(99);
        assertThat(Rounded.of(almost).ratio()).isEqualTo(0.66);
        assertThat(Rounded.of(TorrentStatus.builder(2).build()).percent()).isZero();
        assertThat(Rounded.of(TorrentStatus.builder(2).build()).ratio()).isEqualTo(-1);
        assertThat(Rounded.of(status.toBuilder()
                                .state(TorrentState.CHECKING)
                                .progress(0.257)
                                .build())
                        .percent())
                .isEqualTo(25);
        TorrentStatus queued = status.toBuilder()
                .isPaused(true)
                .flags(Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED))
                .build();
        assertThat(Rounded.of(queued).isQueued()).isTrue();
        assertThat(Rounded.of(queued.toBuilder()
                                .flags(Set.of(TorrentFlag.PAUSED))
                                .build())
                        .isQueued())
                .isFalse();
    }
}
