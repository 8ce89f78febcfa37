package org.torrentxt.policy.speed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.failure.Reasons;
import org.torrentxt.statefile.FileNames;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/**
 * What of the switching of speeds lasts over restarts: what was switched by hand and when, and for each setting that has
 * an alternative value now, that and the normal one. A small file for each session. Not thread-safe.
 */
public final class SpeedState {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedState.class);
    private static final int MAX_LENGTH = 1 << 16;
    private static final String SUFFIX = ".properties";
    private static final String ON = "on";
    private static final String SINCE = "since";
    private static final String NORMAL = ".normal";
    private static final String ALTERNATIVE = ".alternative";

    /**
     * The values of a setting.
     *
     * @param normal that without alternative speeds
     * @param alternative that was set instead
     */
    record Held(long normal, long alternative) {}

    private record Reports(String session) implements StateListener {
        @Override
        public void damaged(Path file, String reason) {
            LOG.error(
                    "Session {}: cannot read which rate limits are in force: {}; the file is set aside as {}",
                    session,
                    reason,
                    file);
        }

        @Override
        public void refused(Path file, String reason) {
            LOG.error(
                    "Session {}: cannot read which rate limits are in force: {}: {}; the file is left unchanged and"
                            + " not used",
                    session,
                    file,
                    reason);
        }
    }

    private final Path folder;
    private final String session;
    private final String name;
    private final StateFiles files;
    private final Properties properties = new Properties();
    private boolean isSaved = true;
    private boolean isFailing; // which was logged

    /**
     * The state of a session. A file that is damaged is set aside, one that cannot be read is left unchanged.
     *
     * @param folder need not exist
     * @param session any name
     */
    public SpeedState(Path folder, String session) {
        this.folder = folder.toAbsolutePath().normalize();
        this.session = session;
        this.name = FileNames.of(session) + SUFFIX;
        this.files = in(this.folder);
        try {
            files.cleanUp(name);
        } catch (IOException e) {
            LOG.warn("Could not delete incomplete files in {}: {}", folder, Reasons.withFile(e));
        }
        if (!files.read(name, this::read)) {
            former().ifPresent(this::takeOver);
        }
    }

    private StateFiles in(Path some) {
        return new StateFiles(some, MAX_LENGTH, new Reports(session));
    }

    // Earlier versions used the name of the session as it is, which may lead out of the folder.
    private Optional<Path> former() {
        try {
            Path former = folder.resolve(session + SUFFIX).normalize();
            boolean isOurs = !session.contains("%") && !former.equals(folder.resolve(name));
            return isOurs && former.startsWith(folder) && Files.exists(former) ? Optional.of(former) : Optional.empty();
        } catch (InvalidPathException e) { // there can be no such file
            return Optional.empty();
        }
    }

    private void takeOver(Path former) {
        StateFiles others = in(former.getParent());
        String formerName = former.getFileName().toString();
        if (others.read(formerName, this::read)) {
            save();
            try {
                if (isSaved) {
                    others.delete(formerName);
                }
            } catch (IOException e) {
                LOG.warn("Could not delete an obsolete file: {}; it is ignored", Reasons.withFile(e));
            }
        }
    }

    private void read(byte[] content) throws IOException {
        if (content.length == 0) {
            throw new IOException("is empty");
        }
        try {
            Properties found = new Properties();
            found.load(new ByteArrayInputStream(content));
            check(found);
            properties.putAll(found);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void check(Properties found) throws IOException {
        since(found);
        for (String key : found.stringPropertyNames()) {
            if (key.endsWith(NORMAL)) {
                held(found, key.substring(0, key.length() - NORMAL.length()));
            } else if (!key.endsWith(ALTERNATIVE) && !key.equals(ON) && !key.equals(SINCE)) {
                throw new IOException("unknown key '" + key.replaceAll("\\p{Cntrl}", " ") + "'");
            }
        }
    }

    /** What was switched by hand; false if nothing was. */
    boolean isOn() {
        return Boolean.parseBoolean(properties.getProperty(ON));
    }

    /** When it was switched by hand; empty if the schedule decides. */
    Optional<Instant> since() {
        return since(properties);
    }

    private static Optional<Instant> since(Properties from) {
        return Optional.ofNullable(from.getProperty(SINCE)).map(Instant::parse);
    }

    void switched(boolean on, Optional<Instant> since) {
        properties.setProperty(ON, String.valueOf(on));
        properties.remove(SINCE);
        since.ifPresent(time -> properties.setProperty(SINCE, time.toString()));
    }

    /** The values of a setting; empty while its normal one is in force. */
    Optional<Held> held(String setting) {
        return held(properties, setting);
    }

    private static Optional<Held> held(Properties from, String setting) {
        return Optional.ofNullable(from.getProperty(setting + NORMAL))
                .map(normal ->
                        new Held(Long.parseLong(normal), Long.parseLong(from.getProperty(setting + ALTERNATIVE))));
    }

    void hold(String setting, Held held) {
        properties.setProperty(setting + NORMAL, String.valueOf(held.normal));
        properties.setProperty(setting + ALTERNATIVE, String.valueOf(held.alternative));
    }

    void release(String setting) {
        properties.remove(setting + NORMAL);
        properties.remove(setting + ALTERNATIVE);
    }

    /**
     * Writes it; it is on disk when this returns. A failure is logged, as what is switched is switched nevertheless, and
     * {@link #saveAgain()} repairs it.
     */
    void save() {
        isSaved = false;
        saveAgain();
    }

    /** Writes what could not be written before, if there is any. */
    void saveAgain() {
        if (isSaved) {
            return;
        }
        try {
            files.save(name, content());
            isSaved = true;
            if (isFailing) {
                isFailing = false;
                LOG.info("Session {}: what rate limits are in force is saved again", session);
            }
        } catch (FileAlreadyExistsException e) {
            failed("it could not be read at the start, and is not overwritten; make it readable and restart the bundle"
                    + " org.torrentxt.policy, or move it away");
        } catch (IOException e) {
            failed(Reasons.withFile(e) + "; it is tried again until it succeeds");
        }
    }

    private void failed(String reason) {
        if (!isFailing) {
            isFailing = true;
            LOG.warn(
                    "Session {}: cannot save which rate limits are in force in {}: {}",
                    session,
                    folder.resolve(name),
                    reason);
        }
    }

    private byte[] content() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        properties.store(content, "Written by TorrentXT: which rate limits are in force, and the normal ones");
        return content.toByteArray();
    }
}
