package org.torrentxt.statefile;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a folder reported. */
final class Reports implements StateListener {
    final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void damaged(Path file, String reason) {
        all.add("damaged " + file.getFileName() + ": " + reason);
    }

    @Override
    public void refused(Path file, String reason) {
        all.add("refused " + file.getFileName() + ": " + reason);
    }

    @Override
    public void failing(String reason) {
        all.add("failing: " + reason);
    }

    @Override
    public void recovered() {
        all.add("recovered");
    }

    @Override
    public void replaced() {
        all.add("replaced");
    }
}
