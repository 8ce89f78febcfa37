package org.torrentxt.fleet.node;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/**
 * Posts the torrents of this node, as far as they have changed, and reads those of others when somebody asks. Not
 * thread-safe, but for {@link #own} and {@link #read}.
 */
public final class Torrents {
    /** What all nodes together send to one, in bytes per second, on average. */
    static final long RATE = 64 * 1024;

    /** What a notice takes beside its content, about, in bytes. */
    static final int OVERHEAD = 200;

    // for each member, in ns: a fifth of what a node may post, at most
    private static final long SUMMARY_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int TIDYING = 30; // looks
    private static final Pattern KEY = Pattern.compile("(.+)-(?:facts|figures)(0|[1-9][0-9]{0,8})");

    private final LongSupplier clock;
    private final TorrentPages pages = new TorrentPages();
    private final Budget budget;
    private long version;
    private int used; // pages that may be on the board, as there were that many
    private int next; // of facts and figures, from which one on is compared
    private int untilTidying = TIDYING;
    private int members = 1;
    private long summarized; // when
    private Optional<TorrentSummary> latest = Optional.empty();
    private Optional<TorrentSummary> summary = Optional.empty(); // the latest, or an earlier one
    private volatile List<FleetTorrent> own = List.of();

    /**
     * Without any yet.
     *
     * @param clock in nanoseconds
     */
    public Torrents(LongSupplier clock) {
        this.clock = clock;
        this.budget = new Budget(RATE, clock);
    }

    /** Takes what has changed in the session; without one, there are none. */
    public void look(Optional<TorrentSession> session) {
        take(session.map(running -> running.changes(version)).filter(some -> some.version() != 0));
    }

    void take(Optional<StatusChanges> changes) {
        if (changes.isEmpty()) {
            version = 0;
            pages.clear();
            own = List.of();
            latest = Optional.empty();
            summary = Optional.empty();
            return;
        }
        version = changes.get().version();
        if (pages.take(changes.get()) || summary.isEmpty()) {
            own = pages.all().stream().limit(Fleet.MAX_TORRENTS).toList();
            latest = Optional.of(pages.summary());
        }
        summarize();
    }

    // It is posted with the report. In a large fleet it waits, else nothing would be left for pages, but not forever.
    private void summarize() {
        long now = clock.getAsLong();
        boolean mayChange = summary.isEmpty() || budget.isLeft() || now - summarized >= members * SUMMARY_PAUSE;
        if (!summary.equals(latest) && mayChange) {
            summary = latest;
            summarized = now;
            budget.spend(TorrentFormat.write(latest.get()).length + OVERHEAD);
        }
    }

    /** The torrents of this node as a whole; empty while its session does not run. */
    public Optional<TorrentSummary> summary() {
        return summary;
    }

    /** The torrents of this node at the last look, by id, as others see them. */
    public List<FleetTorrent> own() {
        return own;
    }

    /** Posts what is missing or outdated on the board, as far as it may at present. */
    public void post(Board board) {
        List<Member> all = board.members();
        members = all.size();
        Optional<Member> self = all.stream().filter(Member::isLocal).findFirst();
        budget.refill(members);
        self.ifPresent(member -> post(board, member.id()));
        if (self.isPresent() && all.get(0).equals(self.get()) && --untilTidying <= 0 && tidy(board)) {
            untilTidying = TIDYING;
        }
    }

    private void post(Board board, String self) {
        long start = clock.getAsLong();
        removeGone(board, self, start);
        int count = 2 * pages.count();
        used = Math.max(used, pages.count());
        for (int i = 0; i < count; i++) {
            int index = (next + i) % count;
            int page = index / 2;
            boolean isFacts = index % 2 == 0;
            byte[] bytes = isFacts ? pages.facts(page) : pages.figures(page);
            String key = key(self, isFacts, page);
            Optional<byte[]> posted = notice(board, key);
            if (posted.filter(former -> Arrays.equals(former, bytes)).isEmpty()) {
                if (!budget.isLeft() || clock.getAsLong() - start > Leftovers.PATIENCE) {
                    next = index;
                    return;
                }
                board.post(Subject.TORRENTS, key, bytes);
                // the former notice is sent back by each who replaces it
                budget.spend(bytes.length
                        + OVERHEAD
                        + posted.map(former -> former.length).orElse(0));
            }
        }
    }

    // Others would see them again as soon as there are as many pages again.
    private void removeGone(Board board, String self, long start) {
        while (used > pages.count()) {
            for (boolean isFacts : new boolean[] {true, false}) {
                String key = key(self, isFacts, used - 1);
                Optional<byte[]> posted = notice(board, key);
                if (posted.isPresent()) {
                    if (!budget.isLeft() || clock.getAsLong() - start > Leftovers.PATIENCE) {
                        return;
                    }
                    board.remove(Subject.TORRENTS, key);
                    budget.spend(posted.get().length + OVERHEAD);
                    if (notice(board, key).isPresent()) { // it has failed, as while members come and go
                        return;
                    }
                }
            }
            used--;
        }
    }

    private static String key(String member, boolean isFacts, int page) {
        return member + (isFacts ? "-facts" : "-figures") + page;
    }

    // What those who are no members any more have left, and what no member posts, is removed by the first of the
    // others; false if there is more.
    private boolean tidy(Board board) {
        return Leftovers.remove(board, Subject.TORRENTS, clock, (key, members) -> !isPage(key, members));
    }

    private static boolean isPage(String key, Set<String> members) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                && members.contains(parts.group(1))
                && Integer.parseInt(parts.group(2)) < TorrentFormat.MAX_PAGES;
    }

    /** The torrents that a member has posted, by id. Thread-safe. */
    public static List<FleetTorrent> read(Board board, String member) {
        int pages = board.read(Subject.SUMMARIES, member, TorrentFormat.MAX_SUMMARY)
                .flatMap(TorrentFormat::summary)
                .map(TorrentSummary::pages)
                .orElse(0);
        Map<Integer, FleetTorrent> torrents = new TreeMap<>();
        for (int page = 0; page < pages; page++) {
            Optional<byte[]> facts = notice(board, key(member, true, page));
            Optional<byte[]> figures = notice(board, key(member, false, page));
            if (facts.isPresent() && figures.isPresent()) {
                TorrentFormat.page(facts.get(), figures.get())
                        .forEach(torrent -> torrents.putIfAbsent(torrent.id(), torrent));
            }
        }
        return List.copyOf(torrents.values());
    }

    private static Optional<byte[]> notice(Board board, String key) {
        return board.read(Subject.TORRENTS, key, TorrentFormat.MAX_LENGTH);
    }
}
