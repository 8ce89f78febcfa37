package org.torrentxt.shell.add;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.AlertFeed;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.support.TorrentArguments;

/** Watches torrents until they are complete. Ctrl-C stops watching, not the transfers. */
@Service
@Command(
        scope = "torrent",
        name = "watch",
        description = "Shows the progress of torrents until they are complete; Ctrl-C stops watching, not the"
                + " transfers."
                + " Example: torrent:watch --timeout 600 3")
public final class WatchCommand extends SessionAction {
    @Argument(
            index = 0,
            name = "torrents",
            description = "Torrent ids, id ranges such as 5-9, or info-hashes (default: all torrents)",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(TorrentIdCompleter.class)
    private List<String> arguments = List.of();

    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m")
    private String timeout;

    @Override
    protected void run() throws Exception {
        Optional<Duration> limit = Optional.ofNullable(timeout).map(text -> timeout(text));
        TorrentSession session = session();
        Supplier<List<TorrentStatus>> chosen = chosen(session);
        untilInterrupted(() -> watch(session, chosen, limit));
    }

    private void watch(TorrentSession session, Supplier<List<TorrentStatus>> chosen, Optional<Duration> limit)
            throws Exception {
        try (AlertFeed feed = AlertFeed.open(context(), session.name(), Watch.TYPES);
                ProgressView view = output().progress()) {
            String complete = new Watch(chosen, feed::awaitAny, view)
                    .run(limit).stream()
                            .map(status -> String.valueOf(status.id()))
                            .collect(Collectors.joining(", "));
            output().line("Complete: %s", complete.isEmpty() ? "no torrents" : complete);
        }
    }

    private Supplier<List<TorrentStatus>> chosen(TorrentSession session) {
        if (arguments.isEmpty()) {
            return session::statuses;
        }
        TorrentArguments.Selection selection = new TorrentArguments(session).several(arguments);
        selection.failures().values().stream().findFirst().ifPresent(failure -> {
            throw TorrentException.invalid(failure);
        });
        Set<Integer> ids = selection.torrents().stream().map(Torrent::id).collect(Collectors.toSet());
        return () -> session.statuses().stream()
                .filter(status -> ids.contains(status.id()))
                .toList();
    }
}
