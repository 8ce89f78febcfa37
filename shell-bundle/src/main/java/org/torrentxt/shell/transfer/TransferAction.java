package org.torrentxt.shell.transfer;

import java.util.List;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** A command that adds torrents of a client or a backup, and lists what became of each. */
abstract class TransferAction extends SessionAction {
    private static final String NONE = "No torrents";

    private static final Listing<TransferredTorrent> TABLE = new Listing<TransferredTorrent>(NONE)
            .text("Result", TransferAction::result)
            .number("ID", TransferAction::id)
            .text("Name", TransferredTorrent::name)
            .text("Labels", torrent -> String.join(", ", torrent.labels()))
            .text("Save path", TransferredTorrent::savePath)
            .hide("Labels", "Save path");

    private static final Listing<TransferredTorrent> ROWS = new Listing<TransferredTorrent>(NONE)
            .text("Result", TransferAction::result)
            .number("ID", TransferAction::id)
            .text("Name", TransferredTorrent::name)
            .text("Labels", torrent -> String.join(", ", torrent.labels()))
            .text("Save path", TransferredTorrent::savePath)
            .text("Source", TransferredTorrent::source)
            .text("Note", TransferAction::note);

    @Option(
            name = "--path",
            description = "Where the content is: one folder for all torrents, or FORMER=NEW to replace the beginning of"
                    + " their save paths, such as /mnt/old=/mnt/new; may be repeated",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    private List<String> paths = List.of();

    @Option(name = "--dry-run", description = "List what would be added, and add nothing")
    private boolean dryRun;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    /** What to add, without the options of this class. */
    protected abstract TransferRequest request();

    @Override
    protected final void run() throws Exception {
        TransferRequest request = request();
        for (String text : paths) {
            request = PathOption.apply(request, text, this::path);
        }
        TransferRequest whole = dryRun ? request.dryRun() : request;
        TorrentSession session = session();
        untilInterrupted(() -> print(session.stateTransfer().add(whole)));
    }

    private void print(TransferReport report) throws CommandException {
        if (json) {
            output().json(report);
        } else {
            report.warnings().forEach(warning -> output().wrapped("Note: ", warning));
            output().listing(noFormat ? ROWS : TABLE, report.torrents(), false, noFormat);
        }
        if (!json && !noFormat) {
            report.torrents().forEach(this::explain);
            output().line(summary(report));
        }
        long refused = count(report, TransferOutcome.REFUSED);
        if (refused > 0 && !report.isDryRun()) {
            throw new CommandException(
                    refused + " of " + Units.plural(report.torrents().size(), "torrent")
                            + " refused; repeat the command once that is fixed: those added are skipped then");
        }
    }

    private void explain(TransferredTorrent torrent) {
        String note = note(torrent);
        if (!note.isEmpty()) {
            output().wrapped(torrent.name() + ": ", note);
        }
    }

    private static String note(TransferredTorrent torrent) {
        return torrent.reason().isEmpty() ? String.join("; ", torrent.notes()) : torrent.reason();
    }

    private static String summary(TransferReport report) {
        return (report.isDryRun() ? "Would add: " : "Added: ") + count(report, TransferOutcome.NEW)
                + "; already there: " + count(report, TransferOutcome.PRESENT)
                + "; refused: " + count(report, TransferOutcome.REFUSED);
    }

    private static long count(TransferReport report, TransferOutcome outcome) {
        return report.torrents().stream()
                .filter(torrent -> torrent.outcome() == outcome)
                .count();
    }

    private static String result(TransferredTorrent torrent) {
        return switch (torrent.outcome()) {
            case NEW -> torrent.id() == 0 ? "would be added" : "added";
            case PRESENT -> "already there";
            case REFUSED -> "refused";
        };
    }

    private static String id(TransferredTorrent torrent) {
        return torrent.id() == 0 ? "" : String.valueOf(torrent.id());
    }
}
