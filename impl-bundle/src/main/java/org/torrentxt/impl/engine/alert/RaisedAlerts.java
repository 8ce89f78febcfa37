package org.torrentxt.impl.engine.alert;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.impl.engine.binding.NativeSession;

/**
 * The types of alert that the engine raises: those that somebody listens to, and those that the session needs itself.
 * Thread-safe.
 */
public final class RaisedAlerts {
    private final NativeSession engine;
    private final AlertIntake intake;
    private final Supplier<Set<AlertType>> awaited;
    private int pieceWatchers;
    private boolean areFilesWatched;

    /**
     * Those of a session.
     *
     * @param awaited the types that requests wait for
     */
    public RaisedAlerts(NativeSession engine, AlertIntake intake, Supplier<Set<AlertType>> awaited) {
        this.awaited = awaited;
        this.engine = engine;
        this.intake = intake;
    }

    /** Sets the types of alert that somebody listens to. */
    public synchronized void want(Set<AlertType> types) {
        intake.want(types);
        apply();
    }

    /** Raises an alert for each piece that is verified while more have begun to watch than have ended. */
    public synchronized void watchPieces(int more) {
        pieceWatchers += more;
        apply();
    }

    /** Raises an alert for each file that is complete from now on. */
    public synchronized void watchFiles() {
        if (!areFilesWatched) {
            areFilesWatched = true;
            apply();
        }
    }

    /** Raises what requests wait for now. */
    public synchronized void refresh() {
        apply();
    }

    private void apply() {
        settings_pack pack = new settings_pack();
        putInto(pack);
        engine.ask(
                session -> {
                    session.apply_settings(pack);
                    return null;
                },
                null);
    }

    /** Sets the alerts to be raised in a pack; the lock of this object must be held until it is applied. */
    public synchronized void putInto(settings_pack pack) {
        Set<AlertType> raised = EnumSet.noneOf(AlertType.class);
        raised.addAll(intake.wanted());
        raised.addAll(awaited.get());
        if (pieceWatchers > 0) {
            raised.add(AlertType.PIECE_FINISHED);
        }
        if (areFilesWatched) {
            raised.add(AlertType.FILE_COMPLETED);
        }
        putInto(pack, raised);
    }

    /** Sets the alerts to be raised in a pack. */
    public static void putInto(settings_pack pack, Set<AlertType> raised) {
        pack.set_int(settings_pack.int_types.alert_mask.swigValue(), AlertKinds.mask(raised));
    }
}
