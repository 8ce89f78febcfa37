package org.torrentxt.policy.speed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.failure.Reasons;

/**
 * What of the switching of speeds lasts over restarts: what was switched by hand and when, and for each setting that has
 * an alternative value now, that and the normal one. A small file, which is replaced as a whole. Not thread-safe.
 */
public final class SpeedState {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedState.class);
    private static final String ON = "on";
    private static final String SINCE = "since";
    private static final String NORMAL = ".normal";
    private static final String ALTERNATIVE = ".alternative";
    private static final String DAMAGED = ".damaged";

    /**
     * The values of a setting.
     *
     * @param normal that without alternative speeds
     * @param alternative that was set instead
     */
    record Held(long normal, long alternative) {}

    private final Path file;
    private final Properties properties = new Properties();

    /** The state in a file, which need not exist. One that cannot be used is set aside. */
    public SpeedState(Path file) {
        this.file = file;
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
            check();
        } catch (NoSuchFileException e) {
            // nothing was switched yet
        } catch (IOException | RuntimeException e) {
            properties.clear();
            setAside(Reasons.withFile(e));
        }
    }

    private void check() throws IOException {
        try {
            since();
            for (String key : properties.stringPropertyNames()) {
                if (key.endsWith(NORMAL)) {
                    held(key.substring(0, key.length() - NORMAL.length()));
                }
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void setAside(String reason) {
        Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error("Cannot use a file: {}; it is set aside as {}", reason, aside);
        } catch (IOException e) {
            LOG.error("Cannot use file {}: {}", file, reason);
        }
    }

    /** What was switched by hand; false if nothing was. */
    boolean isOn() {
        return Boolean.parseBoolean(properties.getProperty(ON));
    }

    /** When it was switched by hand; empty if the schedule decides. */
    Optional<Instant> since() {
        return Optional.ofNullable(properties.getProperty(SINCE)).map(Instant::parse);
    }

    void switched(boolean on, Optional<Instant> since) {
        properties.setProperty(ON, String.valueOf(on));
        properties.remove(SINCE);
        since.ifPresent(time -> properties.setProperty(SINCE, time.toString()));
    }

    /** The values of a setting; empty while its normal one is in force. */
    Optional<Held> held(String setting) {
        String normal = properties.getProperty(setting + NORMAL);
        return normal == null
                ? Optional.empty()
                : Optional.of(new Held(
                        Long.parseLong(normal), Long.parseLong(properties.getProperty(setting + ALTERNATIVE))));
    }

    void hold(String setting, Held held) {
        properties.setProperty(setting + NORMAL, String.valueOf(held.normal));
        properties.setProperty(setting + ALTERNATIVE, String.valueOf(held.alternative));
    }

    void release(String setting) {
        properties.remove(setting + NORMAL);
        properties.remove(setting + ALTERNATIVE);
    }

    /** Writes it; a failure is logged, as what is switched is switched nevertheless. */
    void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
            try (OutputStream out = Files.newOutputStream(temporary)) {
                properties.store(out, "Written by TorrentXT: which rate limits are in force, and the normal ones");
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("Cannot save which rate limits are in force: {}", Reasons.withFile(e));
        }
    }
}
