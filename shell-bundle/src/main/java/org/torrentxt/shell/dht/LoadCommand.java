package org.torrentxt.shell.dht;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.action.SessionAction;

/** Adds the nodes of a file to a session's DHT node. */
@Service
@Command(
        scope = "dht",
        name = "load",
        description = "Adds the DHT nodes saved by dht:save. Example: dht:load /backup/nodes.dht")
public final class LoadCommand extends SessionAction {
    private static final int MAX_LENGTH = 1024 * 1024;

    @Argument(index = 0, name = "file", description = "File written by dht:save", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Override
    protected void run() throws IOException {
        Path saved = path(file);
        long size = Files.size(saved);
        if (size > MAX_LENGTH) {
            throw new IOException("not a file written by dht:save: '" + saved + "' has " + size
                    + " bytes; expected at most " + MAX_LENGTH);
        }
        byte[] state = Files.readAllBytes(saved);
        try {
            session().dht().loadState(state);
        } catch (TorrentException e) {
            throw e.code() == ErrorCode.INVALID_ARGUMENT
                    ? TorrentException.invalid("not a file written by dht:save: '" + saved + "': " + e.getMessage())
                    : e;
        }
        output().line("Contacting the nodes in %s; see dht:state", saved);
    }
}
