package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.BatchAction;

/** Resumes torrents. */
@Service
@Command(
        scope = "torrent",
        name = "resume",
        description =
                "Resumes torrents; queued torrents start when it is their turn." + " Example: torrent:resume --now 3")
public final class ResumeCommand extends BatchAction {
    @Option(name = "--now", description = "Start the torrents immediately, bypassing the queue")
    private boolean now;

    @Override
    protected void act(Torrent torrent) {
        if (now) {
            torrent.resumeNow();
        } else {
            torrent.resume();
        }
    }

    @Override
    protected String done() {
        return "Resumed";
    }
}
