package org.torrentxt.shell.session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.api.history.SessionHistory;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Plot;
import org.torrentxt.shell.format.Units;

/** Plots the rates of a session over time. */
@Service
@Command(
        scope = "torrent",
        name = "graph",
        description = "Plots the download and upload rates of a session in the last 24 hours, also before a restart."
                + " Example: torrent:graph --span 6h")
public final class GraphCommand extends SessionAction {
    private static final int ROWS = 8;
    private static final long MINUTE = 60;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    @Option(name = "--span", description = "How far back: seconds, or a time such as 6h")
    private String span = "24h";

    @Option(name = "--json", description = "Print one JSON object with a rate for each minute")
    private boolean json;

    @Override
    protected void run() {
        Duration wanted = Numbers.parseTime("--span", span, MINUTE, DAY);
        String session = session().name();
        RateHistory history = services()
                .find(SessionHistory.class)
                .orElseThrow(() -> new TorrentException(
                        ErrorCode.NO_SESSION,
                        "rates are not recorded: install the feature torrentxt-metrics (feature:install"
                                + " torrentxt-metrics), and wait for a minute"))
                .rates(session)
                .map(all -> last(all, wanted))
                .orElseThrow(() -> new TorrentException(
                        ErrorCode.NO_SESSION, "the rates of session " + session + " are not recorded yet"));
        if (json) {
            output().json(history);
        } else {
            print("Down", history, history.downloadRates());
            print("Up", history, history.uploadRates());
        }
    }

    private static RateHistory last(RateHistory all, Duration span) {
        int steps = (int) Math.min(all.downloadRates().size(), span.dividedBy(all.step()));
        int first = all.downloadRates().size() - steps;
        return all.toBuilder()
                .begin(all.begin().plus(all.step().multipliedBy(first)))
                .downloadRates(all.downloadRates().subList(first, first + steps))
                .uploadRates(all.uploadRates().subList(first, first + steps))
                .build();
    }

    private void print(String label, RateHistory history, List<Long> rates) {
        List<Long> known = rates.stream().filter(rate -> rate >= 0).toList();
        if (known.isEmpty()) {
            output().wrapped(label + "  ", "nothing is known yet: there is a rate for each minute that is over");
            return;
        }
        long mean =
                Math.round(known.stream().mapToLong(Long::longValue).average().orElseThrow());
        long highest = known.stream().mapToLong(Long::longValue).max().orElseThrow();
        output().wrapped(
                        label + "  ",
                        "mean " + Units.rate(mean) + ", highest minute " + Units.rate(highest) + ", running for "
                                + Units.duration(history.step().multipliedBy(known.size())));
        Instant end = history.begin().plus(history.step().multipliedBy(rates.size()));
        new Plot(output().screen(), ROWS)
                .draw(rates, time(history.begin()), time(end))
                .forEach(output()::line);
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atZone(ZoneId.systemDefault()));
    }
}
