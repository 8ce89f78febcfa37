package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.value.SerialForm;

/**
 * What has changed of the torrents of a session since an earlier version; see {@link TorrentSession#changes}.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class StatusChanges implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(long version, boolean isComplete, List<TorrentStatus> statuses, List<Integer> removed) {}

    private StatusChanges(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is false or empty unless stated otherwise.
     *
     * @param version see {@link #version()}
     */
    public static Builder builder(long version) {
        return new Builder(version);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(version())
                .isComplete(isComplete())
                .statuses(statuses())
                .removed(removed());
    }

    /**
     * The version that was reached, to be passed to the next call. The same as before if nothing has changed, otherwise
     * greater; never that of an earlier run of the session. 0 once the session is stopped.
     */
    public long version() {
        return values.version();
    }

    /** True if these are all torrents of the session, and there are no others, whatever was known before. */
    public boolean isComplete() {
        return values.isComplete();
    }

    /** The torrents that were added or have changed, as they are now, in the order they were added. */
    public List<TorrentStatus> statuses() {
        return values.statuses();
    }

    /**
     * The ids of the torrents that were removed, in that order, also of those that the caller has never seen; ids are
     * not reused. Empty if these are all torrents.
     */
    public List<Integer> removed() {
        return values.removed();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusChanges that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "StatusChanges" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(StatusChanges.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private long version;
        private boolean isComplete;
        private List<TorrentStatus> statuses = List.of();
        private List<Integer> removed = List.of();

        private Builder(long version) {
            this.version = version;
        }

        /** Sets {@link StatusChanges#version()}. */
        public Builder version(long version) {
            this.version = version;
            return this;
        }

        /** Sets {@link StatusChanges#isComplete()}. */
        public Builder isComplete(boolean isComplete) {
            this.isComplete = isComplete;
            return this;
        }

        /** Sets {@link StatusChanges#statuses()}, not null. */
        public Builder statuses(List<TorrentStatus> statuses) {
            this.statuses = List.copyOf(Objects.requireNonNull(statuses, "statuses"));
            return this;
        }

        /** Sets {@link StatusChanges#removed()}, not null. */
        public Builder removed(List<Integer> removed) {
            this.removed = List.copyOf(Objects.requireNonNull(removed, "removed"));
            return this;
        }

        /** Builds the value. */
        public StatusChanges build() {
            return new StatusChanges(new Values(version, isComplete, statuses, removed));
        }
    }
}
