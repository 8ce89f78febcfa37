package org.torrentxt.shell.complete;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.shell.format.Flags;

/** Completes the names of a torrent's flags. */
@Service
public final class FlagCompleter implements Completer {
    private final StringsCompleter names = new StringsCompleter(Flags.names());

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return names.complete(session, line, candidates);
    }
}
