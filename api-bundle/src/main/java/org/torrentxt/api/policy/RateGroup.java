package org.torrentxt.api.policy;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * A group of torrents that share rate limits. A torrent says by its attribute {@value #ATTRIBUTE} which group it is in,
 * so that is saved with it and travels with it.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class RateGroup implements Serializable {
    /** The attribute of a torrent with the name of its group. */
    public static final String ATTRIBUTE = OwnShareLimits.PREFIX + "group";

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(String name, long downloadLimit, long uploadLimit) {
        private Values {
            checkName(name);
            Limits.rate("download", downloadLimit);
            Limits.rate("upload", uploadLimit);
        }
    }

    private RateGroup(Values values) {
        this.values = values;
    }

    /**
     * Begins a group without limits.
     *
     * @param name see {@link #checkName}
     */
    public static Builder builder(String name) {
        return new Builder(Objects.requireNonNull(name, "name"));
    }

    /**
     * Checks the name of a group.
     *
     * @param name not null
     * @return the same
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it has 1 to 100 characters, none of them a
     *     control character, comma, dollar sign or backslash, and no spaces at its ends
     */
    public static String checkName(String name) {
        return PolicyNames.check("group", Objects.requireNonNull(name, "name"));
    }

    /**
     * The name of the group that a torrent is in; empty if it is in none. There need not be a group of that name.
     *
     * @param attributes those of the torrent, not null
     */
    public static Optional<String> of(Map<String, String> attributes) {
        return Optional.ofNullable(
                        Objects.requireNonNull(attributes, "attributes").get(ATTRIBUTE))
                .filter(name -> !name.isEmpty());
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name()).downloadLimit(downloadLimit()).uploadLimit(uploadLimit());
    }

    /** Its name; upper and lower case differ. */
    public String name() {
        return values.name();
    }

    /** The download limit of its torrents together, in bytes per second; 0 for none. */
    public long downloadLimit() {
        return values.downloadLimit();
    }

    /** The upload limit of its torrents together, in bytes per second; 0 for none. */
    public long uploadLimit() {
        return values.uploadLimit();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateGroup that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "RateGroup" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(RateGroup.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private long downloadLimit;
        private long uploadLimit;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link RateGroup#downloadLimit()}, 0 to 2,147,483,647. */
        public Builder downloadLimit(long downloadLimit) {
            this.downloadLimit = downloadLimit;
            return this;
        }

        /** Sets {@link RateGroup#uploadLimit()}, 0 to 2,147,483,647. */
        public Builder uploadLimit(long uploadLimit) {
            this.uploadLimit = uploadLimit;
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a name that {@link RateGroup#checkName}
         *     rejects, or a limit out of range
         */
        public RateGroup build() {
            return new RateGroup(new Values(name, downloadLimit, uploadLimit));
        }
    }
}
