package org.torrentxt.shell.doctor;

import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.ShellAction;
import org.torrentxt.shell.format.Columns;
import org.torrentxt.shell.format.Listing;

/** Checks the engine and all sessions, and says how to fix problems. Fails if a check fails. */
@Service
@Command(
        scope = "torrent",
        name = "doctor",
        description = "Checks the engine and all sessions, and says how to fix problems; fails if a check fails."
                + " Example: torrent:doctor")
public final class DoctorCommand extends ShellAction {
    private static final Listing<Finding> LISTING = new Listing<Finding>("")
            .text("Level", finding -> Json.text(finding.level()))
            .text("Session", Finding::session)
            .text("Subject", Finding::subject)
            .text("Text", Finding::text)
            .hide("Session", "Subject");

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() throws CommandException, InterruptedException {
        Instant installed = Instant.ofEpochMilli(context().getBundle().getLastModified());
        StoreBundle store = StoreBundle.among(context().getBundles());
        List<Finding> findings = new Checkup(services(), store, installed).run();
        if (json || noFormat) {
            output().listing(LISTING, findings, json, noFormat);
        } else {
            print(findings);
        }
        long failed = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .count();
        if (failed > 0) {
            throw new CommandException(failed + " of " + findings.size() + " checks failed; see above for what to do");
        }
    }

    // no table: the texts say what to do and must not be cut
    private void print(List<Finding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> Columns.width(finding.label()))
                .max()
                .orElse(1);
        findings.forEach(finding -> output().wrapped(
                        String.format("%-4s  ", Json.text(finding.level())) + Columns.padRight(finding.label(), width)
                                + "  ",
                        finding.text()));
    }
}
