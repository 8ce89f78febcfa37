package org.torrentxt.shell.complete;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.alert.AlertType;

/** Completes the names of alerts. */
@Service
public final class AlertNameCompleter implements Completer {
    private final StringsCompleter names = new StringsCompleter(
            Arrays.stream(AlertType.values()).map(AlertType::alertName).toList());

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return names.complete(session, line, candidates);
    }
}
