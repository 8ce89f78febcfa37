package org.torrentxt.shell.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.torrentxt.api.TorrentException;
import org.torrentxt.artifact.FeaturesXml;
import org.torrentxt.artifact.MavenArtifact;

/**
 * What features repositories of a content name, found where nodes would find it: in the layout of a Maven repository, or
 * beside the repository. Not thread-safe.
 */
final class NamedLocations {
    private final String name;
    private final Path root;
    private final Predicate<MavenArtifact> isInKaraf;
    private final Set<Path> required = new HashSet<>();
    private final SortedSet<String> missing = new TreeSet<>();
    private final SortedSet<String> changing = new TreeSet<>();
    private final SortedSet<String> others = new TreeSet<>();

    /**
     * Nothing yet.
     *
     * @param name what to call the content, for messages
     * @param isInKaraf true for what each node has anyway
     */
    NamedLocations(String name, Path root, Predicate<MavenArtifact> isInKaraf) {
        this.name = name;
        this.root = root.toAbsolutePath().normalize();
        this.isInKaraf = isInKaraf;
    }

    /** Adds what a repository names that nodes only serve: whatever that is. */
    void add(String path) throws IOException {
        Path file = root.resolve(path);
        for (FeaturesXml.Location each : read(file).locations()) {
            Optional<String> url = each.maven();
            if (url.isPresent()) {
                addMaven(path, url.get());
            } else if (!each.isPath() || find(each, file).isEmpty()) {
                others.add(each.text());
            }
        }
    }

    private void addMaven(String path, String url) {
        try {
            find(FeatureArtifacts.parse(path, url));
        } catch (TorrentException e) { // not served by nodes
            changing.add(url);
        }
    }

    /**
     * Adds what a repository names that nodes install from, and those of the content that it names.
     *
     * @throws TorrentException INVALID_ARGUMENT if nodes could not use it
     */
    void require(String path) throws IOException {
        require(root.resolve(path).normalize());
    }

    private void require(Path file) throws IOException {
        if (!required.add(file)) {
            return;
        } else if (required.size() > ContentFeatures.MAX) {
            throw TorrentException.invalid(name + " has more than " + ContentFeatures.MAX + " features repositories");
        }
        for (FeaturesXml.Location each : read(file).locations()) {
            Optional<Path> found = Optional.empty();
            if (each.maven().isPresent()) {
                found = find(FeatureArtifacts.parse(path(file), each.maven().get()));
            } else if (each.isPath()) {
                found = Optional.of(find(each, file)
                        .orElseThrow(() -> TorrentException.invalid(
                                name + " has no file " + each.text() + ", which " + path(file) + " names")));
            } else {
                others.add(each.text());
            }
            if (found.isPresent() && each.isRepository()) {
                require(found.get());
            }
        }
    }

    private FeaturesXml read(Path file) throws IOException {
        if (Files.size(file) > ContentFeatures.MAX_SIZE) {
            throw TorrentException.invalid(path(file) + " in " + name + " is too long: expected at most 16 MiB");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return FeaturesXml.read(path(file), in);
        }
    }

    private Optional<Path> find(MavenArtifact artifact) {
        Optional<Path> found = Optional.of(root.resolve(artifact.path())).filter(Files::isRegularFile);
        if (found.isEmpty() && !isInKaraf.test(artifact)) {
            missing.add(artifact.url());
        }
        return found;
    }

    private Optional<Path> find(FeaturesXml.Location named, Path by) {
        return Optional.of(by.resolveSibling(named.text()).normalize())
                .filter(file -> file.startsWith(root))
                .filter(Files::isRegularFile);
    }

    private String path(Path file) {
        return root.relativize(file).toString();
    }

    /** Maven artifacts that are named, and neither here nor in Karaf. */
    SortedSet<String> missing() {
        return missing;
    }

    /** Maven artifacts that are no release, so that nodes do not serve them. */
    SortedSet<String> changing() {
        return changing;
    }

    /** What is named, no Maven artifact, and not here. */
    SortedSet<String> others() {
        return others;
    }
}
