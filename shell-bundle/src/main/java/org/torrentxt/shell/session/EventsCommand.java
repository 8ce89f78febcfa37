package org.torrentxt.shell.session;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.shell.action.AlertFeed;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.AlertNameCompleter;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.format.AlertLine;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.TorrentArguments;

/** Prints the events of a session as they happen. */
@Service
@Command(
        scope = "torrent",
        name = "events",
        description = "Prints the events of a session as they happen, until Ctrl-C."
                + " Example: torrent:events --type torrentFinished --count 1 --timeout 60")
public final class EventsCommand extends SessionAction {
    private static final Duration FOREVER = Duration.ofDays(3650);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(
            name = "--type",
            description = "Event to print, such as torrentFinished",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(AlertNameCompleter.class)
    private List<String> names = List.of();

    @Option(name = "--torrent", description = "Print only events of this torrent, given by id or info-hash")
    @Completion(TorrentIdCompleter.class)
    private String torrent;

    @Option(name = "--count", description = "Stop after this many events")
    private String count;

    @Option(
            name = "--timeout",
            description = "Seconds after which to stop, or a time such as 5m; fails if --count is not reached")
    private String timeout;

    @Option(name = "--json", description = "Print one JSON object per line")
    private boolean json;

    @Override
    protected void run() throws Exception {
        Set<AlertType> types = types();
        int most = count == null ? Integer.MAX_VALUE : (int) Numbers.parse("--count", count, 1, Integer.MAX_VALUE);
        Duration limit = timeout == null ? FOREVER : timeout(timeout);
        TorrentSession session = session();
        Optional<Integer> only = Optional.ofNullable(torrent)
                .map(text -> new TorrentArguments(session).one(text).id());
        try (AlertFeed feed = AlertFeed.open(context(), session.name(), types)) {
            untilInterrupted(() -> tail(session, feed, only, most, limit));
        }
    }

    private void tail(TorrentSession session, AlertFeed feed, Optional<Integer> only, int most, Duration limit)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        int seen = 0;
        while (seen < most) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Optional<Alert> next = feed.next(left.compareTo(LOOK) < 0 ? left : LOOK);
            if (next.isEmpty() && left.compareTo(LOOK) <= 0) {
                failIfShort(seen, limit);
                return;
            }
            if (next.isEmpty()) {
                session.status(); // throws once the session has stopped, as no event can follow
            } else if (only.isEmpty() || only.get() == next.get().torrent()) {
                print(next.get());
                seen++;
            }
        }
    }

    private void failIfShort(int seen, Duration limit) throws TimeoutException {
        if (count != null) {
            throw new TimeoutException("received " + seen + " of " + count + " events in " + Units.duration(limit));
        }
    }

    private void print(Alert alert) {
        if (json) {
            output().json(alert.properties());
        } else {
            output().line(AlertLine.of(alert));
        }
        output().flush();
    }

    private Set<AlertType> types() {
        Set<AlertType> types = new LinkedHashSet<>();
        for (String name : names) {
            types.add(AlertType.byName(name)
                    .orElseThrow(() -> TorrentException.invalid("no such event: '" + name
                            + "'; expected a name such as torrentFinished (press Tab after --type to list all)")));
        }
        return types;
    }
}
