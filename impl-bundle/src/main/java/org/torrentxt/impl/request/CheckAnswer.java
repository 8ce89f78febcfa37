package org.torrentxt.impl.request;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.StateChanged;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.status.TorrentState;

/**
 * The end of a check of all files. The alert that a check is done may be of an earlier one: only a check that is known
 * to have begun can be done.
 */
public final class CheckAnswer<T> implements Answer<T> {
    private enum Phase {
        /** Not requested yet. */
        NONE,
        /** The engine reads resume data and refuses to check until that is done. */
        REFUSED,
        /** Requested, not begun. */
        REQUESTED,
        /** Begun. */
        RUNNING
    }

    private final T result;
    private final String what;
    private final Consumer<CheckAnswer<T>> request;
    private final Supplier<Optional<Outcome<T>>> present;
    private Phase phase = Phase.NONE;

    /**
     * A check that is about to be requested.
     *
     * @param what what fails, in words, if it does
     * @param request requests it again; must not block
     * @param present how the check has ended according to the engine; empty while it checks
     */
    public CheckAnswer(
            T result, String what, Consumer<CheckAnswer<T>> request, Supplier<Optional<Outcome<T>>> present) {
        this.result = result;
        this.what = what;
        this.request = request;
        this.present = present;
    }

    /** The engine will be asked to check now. */
    public synchronized void request() {
        phase = Phase.REQUESTED;
    }

    /** The engine checks all files already. */
    public synchronized void join() {
        phase = Phase.RUNNING;
    }

    /** The engine would ignore a request, as it reads resume data; it is to be asked after that. */
    public synchronized void postpone() {
        phase = Phase.REFUSED;
    }

    @Override
    public Optional<Outcome<T>> take(Alert alert) {
        if (alert.type() == AlertType.TORRENT_CHECKED && isDue()) {
            request.accept(this);
            return Optional.empty();
        }
        return follow(alert);
    }

    private synchronized boolean isDue() {
        boolean due = phase == Phase.REFUSED;
        phase = due ? Phase.REQUESTED : phase;
        return due;
    }

    @Override
    public Optional<Outcome<T>> lost() {
        if (isDue()) {
            request.accept(this);
            return Optional.empty();
        }
        return present.get();
    }

    private synchronized Optional<Outcome<T>> follow(Alert alert) {
        switch (alert.type()) {
            case STATE_CHANGED -> {
                TorrentState state = ((StateChanged) alert).state();
                boolean begins = phase == Phase.REQUESTED && state == TorrentState.CHECKING_RESUME;
                boolean checksAll = phase == Phase.REFUSED && state == TorrentState.CHECKING;
                phase = begins || checksAll ? Phase.RUNNING : phase;
                return Optional.empty();
            }
            case TORRENT_CHECKED -> {
                return phase == Phase.RUNNING ? Optional.of(Outcome.of(result)) : Optional.empty();
            }
            case TORRENT_ERROR -> {
                boolean fails = phase == Phase.RUNNING || phase == Phase.REFUSED;
                return fails ? Optional.of(Outcome.failed(what, ((TorrentError) alert).failure())) : Optional.empty();
            }
            default -> {
                return Optional.empty();
            }
        }
    }
}
