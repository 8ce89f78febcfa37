package org.torrentxt.api.policy;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * A category of torrents: where their files go, and their limits. A torrent is in one category at most, which its
 * attribute {@value #ATTRIBUTE} names, so that is saved with it and travels with it.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}. A path is sent as text, and is one of the machine of the session.
 */
public final class Category implements Serializable {
    /** The attribute of a torrent with the name of its category. */
    public static final String ATTRIBUTE = OwnShareLimits.PREFIX + "category";

    /**
     * The attribute with the folder that the files of an incomplete torrent are moved to once it is complete; removed
     * when they are there.
     */
    public static final String SAVE_PATH_ATTRIBUTE = OwnShareLimits.PREFIX + "save-path";

    /** The attribute with the folder that the files of an incomplete torrent are in until then. */
    public static final String INCOMPLETE_PATH_ATTRIBUTE = OwnShareLimits.PREFIX + "incomplete-path";

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String name,
            Optional<String> savePath,
            LimitMode incompleteMode,
            Optional<Path> incompletePath,
            long downloadLimit,
            long uploadLimit,
            OwnShareLimits shareLimits,
            List<String> trackers) {
        private Values {
            checkName(name);
            Limits.rate("download", downloadLimit);
            Limits.rate("upload", uploadLimit);
            trackers = List.copyOf(trackers);
            trackers.forEach(String.class::cast);
            if (incompleteMode == LimitMode.OWN && incompletePath.isEmpty()) {
                throw TorrentException.invalid("incomplete path of category '" + name
                        + "' is missing; expected a folder, or another mode than own");
            }
        }
    }

    private Category(Values values) {
        this.values = values;
    }

    /**
     * Begins a category in which everything is as in the session.
     *
     * @param name see {@link #checkName}
     */
    public static Builder builder(String name) {
        return new Builder(Objects.requireNonNull(name, "name"));
    }

    /**
     * Checks the name of a category.
     *
     * @param name not null
     * @return the same
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it has 1 to 100 characters, none of them a
     *     control character, comma, dollar sign or backslash, and no spaces at its ends; and for {@code none}, which
     *     means that a torrent is in no category
     */
    public static String checkName(String name) {
        return PolicyNames.checkNotNone("category", Objects.requireNonNull(name, "name"));
    }

    /**
     * The name of the category that a torrent is in; empty if it is in none. There need not be a category of that name.
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
        Builder builder = new Builder(name())
                .downloadLimit(downloadLimit())
                .uploadLimit(uploadLimit())
                .shareLimits(shareLimits())
                .trackers(trackers());
        savePath().ifPresent(builder::savePath);
        incompletePath().ifPresent(builder::incompletePath);
        return incompleteMode() == LimitMode.NONE ? builder.noIncompletePath() : builder;
    }

    /** Its name; upper and lower case differ. */
    public String name() {
        return values.name();
    }

    /**
     * The folder for the files of its torrents, absolute or below the session's save path, in which {@code {name}},
     * {@code {category}}, {@code {label}} and {@code {session}} are replaced; empty for the session's save path.
     */
    public Optional<String> savePath() {
        return values.savePath();
    }

    /** Whether incomplete torrents are in the session's folder for them, an own one, or in their save path. */
    public LimitMode incompleteMode() {
        return values.incompleteMode();
    }

    /** Its own folder for incomplete torrents, absolute; empty unless {@link LimitMode#OWN}. */
    public Optional<Path> incompletePath() {
        return values.incompletePath();
    }

    /** The download limit of its torrents together, in bytes per second; 0 for none. */
    public long downloadLimit() {
        return values.downloadLimit();
    }

    /** The upload limit of its torrents together, in bytes per second; 0 for none. */
    public long uploadLimit() {
        return values.uploadLimit();
    }

    /** Its share limits: each that of the session, its own, or none. Those of a torrent itself precede them. */
    public OwnShareLimits shareLimits() {
        return values.shareLimits();
    }

    /** Trackers that its torrents get when they are added, in addition to their own. */
    public List<String> trackers() {
        return values.trackers();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Category that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name, without user names and passwords in URLs. */
    @Override
    public String toString() {
        return Credentials.hide("Category" + values.toString().substring("Values".length()));
    }

    private Object writeReplace() {
        return SerialForm.of(Category.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private Optional<String> savePath = Optional.empty();
        private LimitMode incompleteMode = LimitMode.SESSION;
        private Optional<Path> incompletePath = Optional.empty();
        private long downloadLimit;
        private long uploadLimit;
        private OwnShareLimits shareLimits = OwnShareLimits.builder().build();
        private List<String> trackers = List.of();

        private Builder(String name) {
            this.name = name;
        }

        /** Sets {@link Category#savePath()}, not null. */
        public Builder savePath(String template) {
            this.savePath = Optional.of(Objects.requireNonNull(template, "template"));
            return this;
        }

        /** Sets {@link Category#incompletePath()}, and {@link LimitMode#OWN}. */
        public Builder incompletePath(Path folder) {
            this.incompletePath = Optional.of(Objects.requireNonNull(folder, "folder"));
            this.incompleteMode = LimitMode.OWN;
            return this;
        }

        /** Has its torrents in their save path from the beginning: {@link LimitMode#NONE}. */
        public Builder noIncompletePath() {
            this.incompletePath = Optional.empty();
            this.incompleteMode = LimitMode.NONE;
            return this;
        }

        /** Sets {@link Category#downloadLimit()}, 0 to 2,147,483,647. */
        public Builder downloadLimit(long downloadLimit) {
            this.downloadLimit = downloadLimit;
            return this;
        }

        /** Sets {@link Category#uploadLimit()}, 0 to 2,147,483,647. */
        public Builder uploadLimit(long uploadLimit) {
            this.uploadLimit = uploadLimit;
            return this;
        }

        /** Sets {@link Category#shareLimits()}, not null. */
        public Builder shareLimits(OwnShareLimits shareLimits) {
            this.shareLimits = Objects.requireNonNull(shareLimits, "shareLimits");
            return this;
        }

        /**
         * Sets {@link Category#trackers()}.
         *
         * @param trackers as for {@link AddTorrent.Builder#tracker}, not null and without nulls
         */
        public Builder trackers(List<String> trackers) {
            this.trackers = List.copyOf(Objects.requireNonNull(trackers, "trackers"));
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a name that {@link Category#checkName}
         *     rejects, or a limit out of range
         */
        public Category build() {
            return new Category(new Values(
                    name, savePath, incompleteMode, incompletePath, downloadLimit, uploadLimit, shareLimits, trackers));
        }
    }
}
