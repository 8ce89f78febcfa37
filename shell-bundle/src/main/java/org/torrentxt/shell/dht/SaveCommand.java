package org.torrentxt.shell.dht;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.action.SessionAction;

/** Writes the nodes known to a session's DHT node to a file. */
@Service
@Command(
        scope = "dht",
        name = "save",
        description = "Writes the nodes known to the session's DHT node to a file, for dht:load."
                + " Example: dht:save --out /backup/nodes.dht")
public final class SaveCommand extends SessionAction {
    @Option(name = "--out", description = "File to write (default: SESSION.dht in the current folder)")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--force", description = "Overwrite the file if it exists")
    private boolean force;

    @Override
    protected void run() throws IOException {
        TorrentSession session = session();
        Path file = newFile(out != null ? out : session.name() + ".dht", force);
        byte[] state = session.dht().saveState();
        write(file, state);
    }
}
