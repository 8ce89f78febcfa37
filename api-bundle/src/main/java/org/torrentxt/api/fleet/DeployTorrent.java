package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * What is deployed where: a torrent, and the nodes that have it.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DeployTorrent implements Serializable {
    /** The maximum of {@link #keep()}. */
    public static final int MAX_KEEP = 9;

    /** The maximum of {@link #first()}. */
    public static final int MAX_FIRST = 10_000;

    /** The maximum number of {@link #controls()}. */
    public static final int MAX_CONTROLS = 8;

    private static final Comparator<NodeControl> ORDER =
            Comparator.comparing(control -> control.labels().toString());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,39}");

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String name,
            InfoHashes infoHashes,
            Map<String, String> labels,
            Optional<Path> folder,
            int keep,
            int first,
            Optional<InstallFeature> install,
            List<NodeControl> controls,
            Optional<DeployTorrent> before) {
        private Values {
            checkName(name);
            if (infoHashes.best().isEmpty()) {
                throw TorrentException.invalid("no info-hash; expected that of the torrent");
            }
            labels = FleetNode.checkLabels(labels);
            if (keep < 0 || keep > MAX_KEEP) {
                throw TorrentException.invalid(
                        "invalid number of versions to keep: " + keep + "; expected 0 to " + MAX_KEEP);
            }
            if (first < 0 || first > MAX_FIRST) {
                throw TorrentException.invalid(
                        "invalid number of nodes: " + first + "; expected 1 to " + MAX_FIRST + ", or 0 for all");
            }
            controls = checkControls(controls);
            before.ifPresent(version -> checkBefore(name, version));
        }
    }

    private DeployTorrent(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
     *
     * @param name see {@link #name()}, not null
     * @param infoHashes see {@link #infoHashes()}, not null
     */
    public static Builder builder(String name, InfoHashes infoHashes) {
        return new Builder(name, infoHashes);
    }

    /**
     * Checks the name of a deployment.
     *
     * @param name not null
     * @return the same
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is as {@link #name()} says
     */
    public static String checkName(String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw TorrentException.invalid("invalid name of a deployment '" + name
                    + "': expected 1 to 40 letters, digits, dots, dashes and underscores, not beginning with a dot");
        }
        return name;
    }

    private static void checkBefore(String name, DeployTorrent before) {
        if (!before.name().equals(name)
                || before.first() != 0
                || !before.controls().isEmpty()
                || before.before().isPresent()) {
            throw TorrentException.invalid("invalid version before of deployment '" + name
                    + "': expected one with the same name, for all its nodes, without controls and a version before");
        }
    }

    private static List<NodeControl> checkControls(List<NodeControl> controls) {
        long different = controls.stream().map(NodeControl::labels).distinct().count();
        if (different < controls.size() || controls.stream().anyMatch(NodeControl::isNone)) {
            throw TorrentException.invalid(
                    "invalid controls: expected each to pause or limit something, and to be for other labels");
        }
        if (controls.size() > MAX_CONTROLS) {
            throw TorrentException.invalid("too many controls: " + controls.size() + "; expected at most "
                    + MAX_CONTROLS + ": end some, or use the same labels");
        }
        return controls.stream().sorted(ORDER).toList();
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name(), infoHashes())
                .labels(labels())
                .folder(folder())
                .keep(keep())
                .first(first())
                .install(install())
                .controls(controls())
                .before(before());
    }

    /** The name of the deployment: a new version has the same. 1 to 40 letters, digits, dots, dashes and underscores, not beginning with a dot. */
    public String name() {
        return values.name();
    }

    /** The torrent, one info-hash at least. */
    public InfoHashes infoHashes() {
        return values.infoHashes();
    }

    /** Labels of the nodes that have it: those with all of these. Empty for all nodes. */
    public Map<String, String> labels() {
        return values.labels();
    }

    /** The folder on the nodes, absolute: the content is in a folder of its own below it. Empty for the first that a node allows for the key. */
    public Optional<Path> folder() {
        return values.folder();
    }

    /** How many earlier versions the nodes keep, 0 to 9. */
    public int keep() {
        return values.keep();
    }

    /**
     * How many nodes have it at first, 1 to 10,000, until it is continued with {@link Fleet#continueDeployment}; 0 for
     * all. They are chosen among those with its labels, in the order of their names; nodes where it has begun, or that
     * have kept the torrent from an earlier version, have it in any case.
     */
    public int first() {
        return values.first();
    }

    /**
     * The feature that the nodes install once they have the content, if they allow that for the key; empty for none. It is
     * uninstalled when another version without it is there, or none is deployed any more.
     */
    public Optional<InstallFeature> install() {
        return values.install();
    }

    /**
     * What nodes do with its torrents beside having them, at most 8, each for other labels; in the order of these. Empty
     * if nothing is paused or limited; in a request, those of the deployment that it replaces stay in force then.
     */
    public List<NodeControl> controls() {
        return values.controls();
    }

    /**
     * The version that {@link Fleet#rollback} returns to: the last one before that was for all its nodes. Set by {@link
     * Fleet#deploy}. Empty if there is none, or after a rollback.
     */
    public Optional<DeployTorrent> before() {
        return values.before();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeployTorrent that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DeployTorrent" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DeployTorrent.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final InfoHashes infoHashes;
        private Map<String, String> labels = Map.of();
        private Optional<Path> folder = Optional.empty();
        private int keep;
        private int first;
        private Optional<InstallFeature> install = Optional.empty();
        private List<NodeControl> controls = List.of();
        private Optional<DeployTorrent> before = Optional.empty();

        private Builder(String name, InfoHashes infoHashes) {
            this.name = Objects.requireNonNull(name, "name");
            this.infoHashes = Objects.requireNonNull(infoHashes, "infoHashes");
        }

        /** Sets {@link DeployTorrent#labels()}; initially empty, not null. */
        public Builder labels(Map<String, String> labels) {
            this.labels = Objects.requireNonNull(labels, "labels");
            return this;
        }

        /** Sets {@link DeployTorrent#folder()}; initially empty, not null. */
        public Builder folder(Optional<Path> folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /** Sets {@link DeployTorrent#keep()}; initially 0. */
        public Builder keep(int keep) {
            this.keep = keep;
            return this;
        }

        /** Sets {@link DeployTorrent#first()}; initially 0. */
        public Builder first(int first) {
            this.first = first;
            return this;
        }

        /** Sets {@link DeployTorrent#install()}; initially empty, not null. */
        public Builder install(Optional<InstallFeature> install) {
            this.install = Objects.requireNonNull(install, "install");
            return this;
        }

        /** Sets {@link DeployTorrent#controls()}; initially empty, not null and without nulls. */
        public Builder controls(List<NodeControl> controls) {
            this.controls = List.copyOf(Objects.requireNonNull(controls, "controls"));
            return this;
        }

        /** Sets {@link DeployTorrent#before()}; initially empty, not null. */
        public Builder before(Optional<DeployTorrent> before) {
            this.before = Objects.requireNonNull(before, "before");
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a property that its getter does not allow
         */
        public DeployTorrent build() {
            return new DeployTorrent(
                    new Values(name, infoHashes, labels, folder, keep, first, install, controls, before));
        }
    }
}
