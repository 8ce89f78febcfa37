package org.torrentxt.shell.torrent;

import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.shell.format.Json;
import org.torrentxt.shell.support.ShellAction;

/** Looks for what is wrong, and says what to do about it. Fails if something is. */
@Service
@Command(
        scope = "torrent",
        name = "doctor",
        description = "Looks for what is wrong with engine and sessions, and says what to do; fails if something is."
                + " Example: torrent:doctor")
public final class DoctorCommand extends ShellAction {
    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Override
    protected void run() throws CommandException, InterruptedException {
        Instant installed = Instant.ofEpochMilli(context().getBundle().getLastModified());
        StoreBundle store = StoreBundle.among(context().getBundles());
        List<Finding> findings = new Checkup(services(), store, installed).run();
        if (json) {
            output().json(findings);
        } else {
            findings.forEach(finding ->
                    output().line("%-4s  %-18s %s", Json.text(finding.level()), finding.subject(), finding.text()));
        }
        long failed = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .count();
        if (failed > 0) {
            throw new CommandException(failed + " of " + findings.size() + " checks failed; see above what to do");
        }
    }
}
