package org.torrentxt.metrics.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.failure.Reasons;
import org.torrentxt.statefile.FileNames;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/** The file of a session's {@link MinuteRates}. Not thread-safe. */
final class RateFile {
    private static final Logger LOG = LoggerFactory.getLogger(RateFile.class);
    private static final String SUFFIX = ".rates";

    private record Reports(String session) implements StateListener {
        @Override
        public void damaged(Path file, String reason) {
            LOG.warn(
                    "Session {}: cannot read its rates of before: {}; the file is set aside as {}",
                    session,
                    reason,
                    file);
        }

        @Override
        public void refused(Path file, String reason) {
            LOG.warn(
                    "Session {}: cannot read its rates of before: {}: {}; the file is left unchanged and not used",
                    session,
                    file,
                    reason);
        }
    }

    private final Path folder;
    private final String session;
    private final String name;
    private final StateFiles files;
    private boolean isFailing; // which was logged

    /**
     * The file of a session.
     *
     * @param folder need not exist
     * @param session any name
     */
    RateFile(Path folder, String session) {
        this.folder = folder;
        this.session = session;
        this.name = FileNames.of(session) + SUFFIX;
        this.files = new StateFiles(folder, MinuteRates.MAX_LENGTH, new Reports(session));
    }

    /** The rates in it; none if there is no file, or none that can be used. */
    MinuteRates read() {
        try {
            files.cleanUp(name);
        } catch (IOException e) {
            LOG.warn("Could not delete incomplete files in {}: {}", folder, Reasons.withFile(e));
        }
        MinuteRates rates = new MinuteRates();
        files.read(name, rates::read);
        return rates;
    }

    /** Writes it. A failure is logged once, and mended by the next time that succeeds. */
    void save(MinuteRates rates) {
        try {
            files.save(name, rates.content());
            isFailing = false;
        } catch (FileAlreadyExistsException e) {
            failed("it could not be read at the start, and is not overwritten; make it readable and restart the bundle"
                    + " org.torrentxt.metrics, or move it away");
        } catch (IOException e) {
            failed(Reasons.withFile(e) + "; it is tried again");
        }
    }

    private void failed(String reason) {
        if (!isFailing) {
            isFailing = true;
            LOG.warn("Session {}: cannot save its rates in {}: {}", session, folder.resolve(name), reason);
        }
    }
}
