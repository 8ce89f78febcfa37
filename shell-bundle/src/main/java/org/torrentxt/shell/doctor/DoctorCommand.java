package org.torrentxt.shell.doctor;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.ShellAction;
import org.torrentxt.shell.format.Columns;
import org.torrentxt.shell.format.Listing;

/** Runs all health checks, and says how to fix problems. Fails if a check fails. */
@Service
@Command(
        scope = "torrent",
        name = "doctor",
        description = "Checks the engine and all sessions, and says how to fix problems; fails if a check fails."
                + " Example: torrent:doctor")
public final class DoctorCommand extends ShellAction {
    private static final Listing<HealthFinding> LISTING = new Listing<HealthFinding>("")
            .text("Level", finding -> Json.text(finding.level()))
            .text("Session", HealthFinding::session)
            .text("Subject", HealthFinding::subject)
            .text("Text", HealthFinding::text)
            .hide("Session", "Subject");

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() throws CommandException, InterruptedException {
        Health health = services()
                .find(Health.class)
                .orElseThrow(() -> new CommandException("the health checks are not running; check that the feature"
                        + " torrentxt-health is installed (feature:list -i) and its bundles are active"
                        + " (bundle:list)"));
        List<HealthFinding> findings = health.check();
        if (json || noFormat) {
            output().listing(LISTING, findings, json, noFormat);
        } else {
            print(findings);
        }
        long failed = findings.stream()
                .filter(finding -> finding.level() == HealthFinding.Level.FAIL)
                .count();
        if (failed > 0) {
            throw new CommandException(failed + " of " + findings.size() + " checks failed; see above for what to do");
        }
    }

    // no table: the texts say what to do and must not be cut
    private void print(List<HealthFinding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> Columns.width(label(finding)))
                .max()
                .orElse(1);
        findings.forEach(finding -> output().wrapped(
                        String.format("%-4s  ", Json.text(finding.level()))
                                + Columns.padRight(label(finding), width)
                                + "  ",
                        finding.text()));
    }

    // The subject, with the name of its session.
    private static String label(HealthFinding finding) {
        String session = finding.session();
        String subject = finding.subject();
        return session.isEmpty() || subject.endsWith(" " + session) ? subject : subject + " (" + session + ")";
    }
}
