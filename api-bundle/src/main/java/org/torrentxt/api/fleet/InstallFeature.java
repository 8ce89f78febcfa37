package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * A Karaf feature that nodes install once they have the content of a deployment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class InstallFeature implements Serializable {
    /** The {@link #repository()} unless another one is set. */
    public static final String REPOSITORY = "features.xml";

    private static final int MAX_REPOSITORY = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{0,64}");
    private static final Pattern MAVEN = Pattern.compile("mvn:[A-Za-z0-9._/-]+");
    private static final Pattern PATH = Pattern.compile("[^\\p{Cntrl}:\\\\]+");

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(String name, String version, String repository) {
        private Values {
            if (!NAME.matcher(name).matches()) {
                throw TorrentException.invalid("invalid name of a feature '" + name
                        + "': expected 1 to 100 letters, digits, dots, dashes and underscores");
            }
            if (!VERSION.matcher(version).matches()) {
                throw TorrentException.invalid("invalid version of a feature '" + version
                        + "': expected at most 64 letters, digits, dots, dashes and underscores, such as 1.0.0");
            }
            if (!isRepository(repository)) {
                throw TorrentException.invalid("invalid features repository '" + repository
                        + "': expected mvn:GROUP/ARTIFACT/VERSION/xml/features, or the path of a file in the content,"
                        + " such as " + REPOSITORY + ", of at most " + MAX_REPOSITORY + " characters");
            }
        }

        private static boolean isRepository(String text) {
            return text.length() <= MAX_REPOSITORY
                    && (MAVEN.matcher(text).matches()
                            || PATH.matcher(text).matches()
                                    && Stream.of(text.split("/", -1))
                                            .noneMatch(
                                                    part -> part.isEmpty() || part.equals(".") || part.equals("..")));
        }
    }

    private InstallFeature(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
     *
     * @param name see {@link #name()}, not null
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name()).version(version()).repository(repository());
    }

    /** The name of the feature: 1 to 100 letters, digits, dots, dashes and underscores. */
    public String name() {
        return values.name();
    }

    /** Its version as the repository has it, up to 64 letters, digits, dots, dashes and underscores; empty for the last one there. */
    public String version() {
        return values.version();
    }

    /**
     * The features repository that has it: {@code mvn:GROUP/ARTIFACT/VERSION/xml/features}, or the path of a file in the
     * content, with slashes, relative to its folder. At most 200 characters.
     */
    public String repository() {
        return values.repository();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstallFeature that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "InstallFeature" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(InstallFeature.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private String version = "";
        private String repository = REPOSITORY;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Sets {@link InstallFeature#version()}; initially empty, not null. */
        public Builder version(String version) {
            this.version = Objects.requireNonNull(version, "version");
            return this;
        }

        /** Sets {@link InstallFeature#repository()}; initially {@value InstallFeature#REPOSITORY}, not null. */
        public Builder repository(String repository) {
            this.repository = Objects.requireNonNull(repository, "repository");
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a property that its getter does not allow
         */
        public InstallFeature build() {
            return new InstallFeature(new Values(name, version, repository));
        }
    }
}
