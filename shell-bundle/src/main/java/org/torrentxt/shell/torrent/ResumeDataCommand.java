package org.torrentxt.shell.torrent;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.TorrentAction;

/** Writes a torrent's resume data to a file. */
@Service
@Command(
        scope = "torrent",
        name = "resume-data",
        description = "Writes the resume data of a torrent to a file, for torrent:add --resume."
                + " Example: torrent:resume-data --out /backup/3.resume 3")
public final class ResumeDataCommand extends TorrentAction {
    private static final long PATIENCE_SECONDS = 70; // the API's own limit is a minute

    @Option(name = "--out", description = "File to write (default: ID.resume in the current folder)")
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
