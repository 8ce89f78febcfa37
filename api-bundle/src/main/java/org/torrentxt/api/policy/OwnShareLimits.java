package org.torrentxt.api.policy;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * The limits of one torrent after which it stops seeding: for each, whether it is that of the session, its own, or none.
 * They are kept as its attributes, so they are saved with it and travel with it. Of a limit that is not {@link
 * LimitMode#OWN} the own value is kept, without effect.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class OwnShareLimits implements Serializable {
    /** The prefix of the keys of all attributes that policies keep. */
    public static final String PREFIX = "org.torrentxt.policy.";

    /** The label that pins a torrent: no limit ends its seeding. */
    public static final String KEEP = "keep";

    /** The attribute that pins a torrent, with any value. */
    public static final String KEEP_ATTRIBUTE = PREFIX + KEEP;

    /**
     * The attribute that says which limit has paused a torrent: {@link ShareLimitKind#label()}. It is removed once the
     * torrent runs again.
     */
    public static final String REACHED_ATTRIBUTE = PREFIX + "reached";

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            LimitMode ratioMode,
            Optional<Double> ratio,
            LimitMode seedingTimeMode,
            Optional<Duration> seedingTime,
            LimitMode idleTimeMode,
            Optional<Duration> idleTime,
            Optional<ShareAction> action) {
        private Values {
            ratio.ifPresent(limit -> ShareLimits.checkRatio("ratio limit", limit));
            seedingTime.ifPresent(limit -> ShareLimits.checkTime("seeding time limit", limit));
            idleTime.ifPresent(limit -> ShareLimits.checkTime("idle time limit", limit));
            requireOwn("ratio limit", ratioMode, ratio);
            requireOwn("seeding time limit", seedingTimeMode, seedingTime);
            requireOwn("idle time limit", idleTimeMode, idleTime);
        }

        private static void requireOwn(String what, LimitMode mode, Optional<?> own) {
            if (mode == LimitMode.OWN && own.isEmpty()) {
                throw TorrentException.invalid(what + " is missing; expected one, or another mode than own");
            }
        }
    }

    private OwnShareLimits(Values values) {
        this.values = values;
    }

    /** Begins a value whose limits are all those of the session. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The limits that attributes of a torrent say.
     *
     * @param attributes those of a torrent, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if one of those for limits has another value than
     *     {@link #attributes()} makes; the message names it
     */
    public static OwnShareLimits of(Map<String, String> attributes) {
        return OwnLimitAttributes.read(Objects.requireNonNull(attributes, "attributes"));
    }

    /** The keys of the attributes that limits are kept as. */
    public static Set<String> keys() {
        return OwnLimitAttributes.KEYS;
    }

    /** The attributes that say these limits; those of {@link #keys()} that are missing are not to be set. */
    public Map<String, String> attributes() {
        return OwnLimitAttributes.write(this);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder()
                .ratioMode(ratioMode())
                .ratio(ratio())
                .seedingTimeMode(seedingTimeMode())
                .seedingTime(seedingTime())
                .idleTimeMode(idleTimeMode())
                .idleTime(idleTime())
                .action(action());
    }

    /**
     * The limits in force for the torrent.
     *
     * @param session those of its session, not null
     */
    public ShareLimits inForce(ShareLimits session) {
        Objects.requireNonNull(session, "session");
        return ShareLimits.builder()
                .ratio(inForce(ratioMode(), ratio(), session.ratio()))
                .seedingTime(inForce(seedingTimeMode(), seedingTime(), session.seedingTime()))
                .idleTime(inForce(idleTimeMode(), idleTime(), session.idleTime()))
                .action(action().orElse(session.action()))
                .build();
    }

    private static <T> Optional<T> inForce(LimitMode mode, Optional<T> own, Optional<T> ofSession) {
        return switch (mode) {
            case SESSION -> ofSession;
            case OWN -> own;
            case NONE -> Optional.empty();
        };
    }

    /** Whose ratio limit it has. */
    public LimitMode ratioMode() {
        return values.ratioMode();
    }

    /** Its own ratio limit, in force or not. */
    public Optional<Double> ratio() {
        return values.ratio();
    }

    /** Whose limit of the seeding time it has. */
    public LimitMode seedingTimeMode() {
        return values.seedingTimeMode();
    }

    /** Its own limit of the seeding time, in force or not. */
    public Optional<Duration> seedingTime() {
        return values.seedingTime();
    }

    /** Whose limit of the idle time it has. */
    public LimitMode idleTimeMode() {
        return values.idleTimeMode();
    }

    /** Its own limit of the idle time, in force or not. */
    public Optional<Duration> idleTime() {
        return values.idleTime();
    }

    /** What becomes of it at any limit; empty for what the session says. */
    public Optional<ShareAction> action() {
        return values.action();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnShareLimits that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "OwnShareLimits" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(OwnShareLimits.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private LimitMode ratioMode = LimitMode.SESSION;
        private Optional<Double> ratio = Optional.empty();
        private LimitMode seedingTimeMode = LimitMode.SESSION;
        private Optional<Duration> seedingTime = Optional.empty();
        private LimitMode idleTimeMode = LimitMode.SESSION;
        private Optional<Duration> idleTime = Optional.empty();
        private Optional<ShareAction> action = Optional.empty();

        private Builder() {}

        /** Sets {@link OwnShareLimits#ratioMode()}. */
        public Builder ratioMode(LimitMode ratioMode) {
            this.ratioMode = Objects.requireNonNull(ratioMode, "ratioMode");
            return this;
        }

        /** Sets {@link OwnShareLimits#ratio()}, 0 to {@link ShareLimits#MAX_RATIO}. */
        public Builder ratio(Optional<Double> ratio) {
            this.ratio = Objects.requireNonNull(ratio, "ratio");
            return this;
        }

        /** Sets {@link OwnShareLimits#seedingTimeMode()}. */
        public Builder seedingTimeMode(LimitMode seedingTimeMode) {
            this.seedingTimeMode = Objects.requireNonNull(seedingTimeMode, "seedingTimeMode");
            return this;
        }

        /** Sets {@link OwnShareLimits#seedingTime()}, at least a second. */
        public Builder seedingTime(Optional<Duration> seedingTime) {
            this.seedingTime = Objects.requireNonNull(seedingTime, "seedingTime");
            return this;
        }

        /** Sets {@link OwnShareLimits#idleTimeMode()}. */
        public Builder idleTimeMode(LimitMode idleTimeMode) {
            this.idleTimeMode = Objects.requireNonNull(idleTimeMode, "idleTimeMode");
            return this;
        }

        /** Sets {@link OwnShareLimits#idleTime()}, at least a second. */
        public Builder idleTime(Optional<Duration> idleTime) {
            this.idleTime = Objects.requireNonNull(idleTime, "idleTime");
            return this;
        }

        /** Sets {@link OwnShareLimits#action()}. */
        public Builder action(Optional<ShareAction> action) {
            this.action = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a limit out of range, or one that is missing
         *     though it is the torrent's own
         */
        public OwnShareLimits build() {
            return new OwnShareLimits(new Values(
                    ratioMode,
                    ratio,
                    seedingTimeMode,
                    seedingTime.map(time -> ShareLimits.checkTime("seeding time limit", time)),
                    idleTimeMode,
                    idleTime.map(time -> ShareLimits.checkTime("idle time limit", time)),
                    action));
        }
    }
}
