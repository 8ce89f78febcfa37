package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.BatchAction;

/** Resumes torrents. */
@Service
@Command(scope = "torrent", name = "resume", description = "Resumes torrents. Example: torrent:resume --all")
public final class ResumeCommand extends BatchAction {
    @Override
    protected void act(Torrent torrent) {
        torrent.resume();
    }

    @Override
    protected String done() {
        return "Resumed";
    }
}
