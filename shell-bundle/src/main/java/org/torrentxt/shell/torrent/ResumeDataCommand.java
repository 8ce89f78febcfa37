package org.torrentxt.shell.torrent;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.TorrentAction;

/** Writes a torrent's resume data to a file. */
@Service
@Command(
        scope = "torrent",
        name = "resume-data",
        description = "Writes all that is needed to add a torrent again as it is, for torrent:add --resume."
                + " Example: torrent:resume-data --out /backup/3.resume 3")
public final class ResumeDataCommand extends TorrentAction {
    private static final long PATIENCE_SECONDS = 70; // the API's own limit is a minute

    @Option(name = "--out", description = "The file to write; ID.resume in the current folder if not given")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--force", description = "Overwrite the file if it exists")
    private boolean force;

    @Override
    protected void run(Torrent torrent) throws Exception {
        Path file = newFile(out != null ? out : torrent.id() + ".resume", force);
        byte[] data = torrent.saveResumeData().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        write(file, data);
    }
}
