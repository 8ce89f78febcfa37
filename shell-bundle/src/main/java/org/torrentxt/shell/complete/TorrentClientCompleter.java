package org.torrentxt.shell.complete;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.transfer.TorrentClient;

/** Completes the names of clients whose torrents can be imported. */
@Service
public final class TorrentClientCompleter implements Completer {
    private final StringsCompleter names = new StringsCompleter(
            Stream.of(TorrentClient.values()).map(TorrentClient::toString).toList());

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return names.complete(session, line, candidates);
    }
}
