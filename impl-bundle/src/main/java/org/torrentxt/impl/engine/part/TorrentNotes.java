package org.torrentxt.impl.engine.part;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.torrentxt.api.Labels;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.TorrentAttributesChanged;
import org.torrentxt.api.alert.TorrentLabelsChanged;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.state.Notes;

/** The labels and attributes of a torrent, whose changes are events. Thread-safe. */
public final class TorrentNotes {
    private final SessionContext session;
    private final LiveHandle handle;
    private final Supplier<AlertOrigin> origin;
    private final Runnable changed;
    private final Object noting = new Object();
    private volatile boolean isReported; // that the torrent was added
    private volatile Notes notes = Notes.NONE;

    /**
     * None yet.
     *
     * @param origin that of an event
     * @param changed is called after each change
     */
    public TorrentNotes(SessionContext session, LiveHandle handle, Supplier<AlertOrigin> origin, Runnable changed) {
        this.session = session;
        this.handle = handle;
        this.origin = origin;
        this.changed = changed;
    }

    /** Sets those that the torrent is added with, before it is. */
    public void keep(Notes given) {
        notes = given;
    }

    /** The labels and attributes, also once the torrent is removed. */
    public Notes last() {
        return notes;
    }

    /** The labels; none once the torrent is removed. */
    public Set<String> labels() {
        return handle.ask(h -> notes.labels(), Set.of());
    }

    /** The attributes; none once the torrent is removed. */
    public Map<String, String> attributes() {
        return handle.ask(h -> notes.attributes(), Map.of());
    }

    /** Records that the torrent was reported to be added: from now on, changes are reported, too. */
    public void reported() {
        if (!isReported) {
            synchronized (noting) {
                isReported = true;
            }
        }
    }

    /** Replaces all labels. */
    public void setLabels(Set<String> labels) {
        Set<String> checked = Labels.labels(Arguments.set("labels", labels));
        change(before -> before.withLabels(checked));
    }

    /** Adds and removes labels. */
    public void changeLabels(Set<String> added, Set<String> removed) {
        Set<String> more = Arguments.set("added", added);
        Set<String> less = Arguments.set("removed", removed);
        change(before -> before.withLabels(Labels.changed(before.labels(), more, less)));
    }

    /** Replaces all attributes. */
    public void setAttributes(Map<String, String> attributes) {
        Map<String, String> checked = Labels.attributes(Arguments.map("attributes", attributes));
        change(before -> before.withAttributes(checked));
    }

    /** Sets and removes attributes. */
    public void changeAttributes(Map<String, String> set, Set<String> removed) {
        Map<String, String> more = Arguments.map("set", set);
        Set<String> less = Arguments.set("removed", removed);
        change(before -> before.withAttributes(Labels.changed(before.attributes(), more, less)));
    }

    /** Adds labels and attributes; values that there are remain. */
    public void add(Notes more) {
        if (!more.equals(Notes.NONE)) {
            change(before -> before.and(more));
        }
    }

    private void change(UnaryOperator<Notes> change) {
        AtomicBoolean isOther = new AtomicBoolean();
        handle.act(
                h -> { // not once it is reported to be removed
                    synchronized (noting) { // events in the order of the changes
                        Notes before = notes;
                        notes = change.apply(before);
                        isOther.set(!notes.equals(before));
                        if (isReported) { // else the alert that it was added has them
                            tell(before, notes);
                        }
                    }
                });
        if (isOther.get()) {
            changed.run();
        }
    }

    private void tell(Notes before, Notes now) {
        if (!now.labels().equals(before.labels())) {
            session.publish(new TorrentLabelsChanged(
                    origin.get(), without(now.labels(), before.labels()), without(before.labels(), now.labels())));
        }
        if (!now.attributes().equals(before.attributes())) {
            Map<String, String> others = new HashMap<>(now.attributes());
            others.entrySet().removeAll(before.attributes().entrySet());
            session.publish(new TorrentAttributesChanged(
                    origin.get(),
                    others.keySet(),
                    without(before.attributes().keySet(), now.attributes().keySet())));
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }
}
