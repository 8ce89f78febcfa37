package org.torrentxt.impl.engine.saved;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.StateDamaged;
import org.torrentxt.api.alert.StateFailing;
import org.torrentxt.api.alert.StateRecovered;
import org.torrentxt.statefile.StateListener;

/** Logs what happens to a session's state files, and keeps what somebody has to look after. */
final class StateReports implements StateListener {
    private static final Logger LOG = LoggerFactory.getLogger(StateReports.class);
    private static final int MAX_PROBLEMS = 100;
    private static final Pattern TORRENT = Pattern.compile("([1-9][0-9]{0,9})\\.resume(\\.damaged-[0-9]+)?");

    private final String session;
    private final List<String> damaged = new CopyOnWriteArrayList<>(); // files
    private final List<String> refused = new CopyOnWriteArrayList<>(); // files
    private final List<String> notLoaded = new CopyOnWriteArrayList<>(); // torrents
    private final AtomicInteger more = new AtomicInteger(); // problems that are in none
    private final List<Alert> early = new ArrayList<>(); // of before the session runs
    private volatile Consumer<Alert> publisher;
    private volatile Runnable saveAll = () -> {};

    StateReports(String session) {
        this.session = session;
    }

    /** Sets what saves everything again. */
    void onReplaced(Runnable action) {
        saveAll = action;
    }

    @Override
    public void damaged(Path file, String reason) {
        LOG.error("Session {}: a state file is damaged and was set aside as {}: {}", session, file, reason);
        tell(file, reason);
        keep(
                damaged,
                "a state file was damaged and set aside as " + file + ": " + reason + "; restore it from a backup, or"
                        + " delete it");
    }

    @Override
    public void refused(Path file, String reason) {
        LOG.error("Session {}: state file {} is not used, and left unchanged: {}", session, file, reason);
        tell(file, reason);
        keep(refused, "state file " + file + " is not used: " + reason);
    }

    // Of a torrent's file the name begins with its id.
    private void tell(Path file, String reason) {
        Matcher torrent = TORRENT.matcher(file.getFileName().toString());
        long number = torrent.matches() ? Long.parseLong(torrent.group(1)) : 0;
        int id = number <= Integer.MAX_VALUE ? (int) number : 0;
        publish(new StateDamaged(origin(id), file.toString(), reason));
    }

    private AlertOrigin origin(int torrent) {
        return new AlertOrigin(session, torrent, InfoHashes.NONE, Instant.now());
    }

    private void publish(Alert alert) {
        synchronized (early) {
            if (publisher == null) {
                early.add(alert);
                return;
            }
        }
        publisher.accept(alert);
    }

    /** Sets who is told, also of what was found before. */
    void publishTo(Consumer<Alert> listener) {
        synchronized (early) {
            publisher = listener;
        }
        early.forEach(listener);
    }

    @Override
    public void failing(String reason) {
        LOG.warn("Session {}: changes cannot be saved: {}; they are saved once that is possible", session, reason);
        publish(new StateFailing(origin(0), reason));
    }

    @Override
    public void recovered() {
        LOG.info("Session {}: all changes are saved again", session);
        publish(new StateRecovered(origin(0)));
    }

    @Override
    public void replaced() {
        saveAll.run();
    }

    /** Records a problem with a torrent that is not loaded. */
    void notLoaded(int id, String reason) {
        LOG.error("Session {}: torrent {} was not loaded, its state is kept: {}", session, id, reason);
        keep(notLoaded, notLoaded(id) + reason + "; add it again to have it use its content, labels and id");
    }

    private static String notLoaded(int id) {
        return "torrent " + id + " was not loaded, its state is kept: ";
    }

    /** Forgets that a torrent was not loaded, as it was added again. */
    void loaded(int id) {
        notLoaded.removeIf(problem -> problem.startsWith(notLoaded(id)));
    }

    private void keep(List<String> problems, String problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        } else {
            more.incrementAndGet();
        }
    }

    /** The problems so far, as parts of sentences. */
    List<String> problems() {
        List<String> all = new ArrayList<>(notLoaded);
        all.addAll(refused);
        all.addAll(damaged);
        if (more.get() > 0) {
            all.add(more + " more problems with state files; see the log");
        }
        return all;
    }
}
