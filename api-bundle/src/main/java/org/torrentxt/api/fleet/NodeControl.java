package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * What nodes with certain labels do with the torrents of a deployment: pause them, or limit their rates. If a node has
 * the labels of several, it is paused if one of them says so, and the lowest limits count.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class NodeControl implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(Map<String, String> labels, boolean isPaused, long downloadLimit, long uploadLimit) {
        private Values {
            labels = FleetNode.checkLabels(labels);
            Limits.rate("download", downloadLimit);
            Limits.rate("upload", uploadLimit);
        }
    }

    private NodeControl(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
     *
     * @param labels see {@link #labels()}, not null
     */
    public static Builder builder(Map<String, String> labels) {
        return new Builder(labels);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(labels())
                .isPaused(isPaused())
                .downloadLimit(downloadLimit())
                .uploadLimit(uploadLimit());
    }

    /** Labels of the nodes that it is for: those with all of these. Empty for all nodes. */
    public Map<String, String> labels() {
        return values.labels();
    }

    /** True if they neither fetch nor send it. */
    public boolean isPaused() {
        return values.isPaused();
    }

    /** The download limit of each of its torrents on each of these nodes in bytes per second, at most 2,147,483,647; 0 for none. */
    public long downloadLimit() {
        return values.downloadLimit();
    }

    /** The upload limit of each of its torrents on each of these nodes in bytes per second, at most 2,147,483,647; 0 for none. */
    public long uploadLimit() {
        return values.uploadLimit();
    }

    /** True if it neither pauses nor limits anything. */
    public boolean isNone() {
        return !isPaused() && downloadLimit() == 0 && uploadLimit() == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeControl that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "NodeControl" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(NodeControl.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final Map<String, String> labels;
        private boolean isPaused;
        private long downloadLimit;
        private long uploadLimit;

        private Builder(Map<String, String> labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
        }

        /** Sets {@link NodeControl#isPaused()}; initially false. */
        public Builder isPaused(boolean isPaused) {
            this.isPaused = isPaused;
            return this;
        }

        /** Sets {@link NodeControl#downloadLimit()}; initially 0. */
        public Builder downloadLimit(long downloadLimit) {
            this.downloadLimit = downloadLimit;
            return this;
        }

        /** Sets {@link NodeControl#uploadLimit()}; initially 0. */
        public Builder uploadLimit(long uploadLimit) {
            this.uploadLimit = uploadLimit;
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a property that its getter does not allow
         */
        public NodeControl build() {
            return new NodeControl(new Values(labels, isPaused, downloadLimit, uploadLimit));
        }
    }
}
