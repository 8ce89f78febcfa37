package org.torrentxt.shell.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.FeatureVersion;
import org.torrentxt.artifact.FeaturesXml;
import org.torrentxt.artifact.FeaturesXml.Named;
import org.torrentxt.artifact.MavenArtifact;

/** The features repositories in a folder with the layout of a Maven repository. */
final class ContentFeatures {
    static final int MAX = 100; // as many as a node reads
    static final long MAX_SIZE = 16L * 1024 * 1024; // as a node
    private static final String SCHEME = "mvn:";

    private final String name;
    private final Path root;
    private final SortedMap<String, List<Named>> features = new TreeMap<>(); // by path of the repository
    private final List<String> tooLong = new ArrayList<>();

    /**
     * Reads all that are there.
     *
     * @param name what to call it, for messages
     * @throws TorrentException if there are too many
     */
    ContentFeatures(String name, Path root) throws IOException {
        this.name = name;
        this.root = root;
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".xml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            if (Files.size(file) > MAX_SIZE) {
                tooLong.add(path(file));
            } else {
                read(file);
            }
        }
    }

    // As Karaf does: whatever else there is in XML is no features repository.
    private void read(Path file) throws IOException {
        FeaturesXml xml;
        try (InputStream in = Files.newInputStream(file)) {
            xml = FeaturesXml.read(file.toString(), in);
        } catch (TorrentException e) {
            return;
        }
        if (features.size() >= MAX) {
            throw TorrentException.invalid(name + " has more than " + MAX + " features repositories");
        }
        features.put(path(file), xml.features());
    }

    private String path(Path file) {
        return root.relativize(file).toString();
    }

    /** The paths of the repositories. */
    Set<String> repositories() {
        return features.keySet();
    }

    /**
     * Finds the features repository with a feature.
     *
     * @param wanted with any repository
     * @param repository the path or URL of that repository; empty if there must be one only
     * @return the feature with the path of the repository
     * @throws TorrentException INVALID_ARGUMENT if there is no such feature, or if it is in several repositories
     */
    InstallFeature choose(InstallFeature wanted, Optional<String> repository) {
        if (features.isEmpty()) {
            throw TorrentException.invalid(
                    name + " has no features repository, so there is nothing to install" + notRead());
        }
        Optional<String> path = repository.map(
                text -> text.startsWith(SCHEME) ? MavenArtifact.parse(text).path() : text);
        path.filter(each -> !features.containsKey(each)).ifPresent(each -> {
            throw TorrentException.invalid("no features repository '" + each + "' in " + name + "; there is: "
                    + String.join(", ", features.keySet()) + notRead());
        });
        List<String> found = features.entrySet().stream()
                .filter(each -> path.isEmpty() || each.getKey().equals(path.get()))
                .filter(each -> each.getValue().stream().anyMatch(feature -> isWanted(feature, wanted)))
                .map(Map.Entry::getKey)
                .toList();
        if (found.isEmpty()) {
            throw TorrentException.invalid("no feature '" + text(wanted) + "' in " + name + "; there is: "
                    + features.values().stream()
                            .flatMap(List::stream)
                            .map(Named::toString)
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + notRead());
        } else if (found.size() > 1) {
            throw TorrentException.invalid("feature '" + text(wanted) + "' is in several features repositories of "
                    + name + ": " + String.join(", ", found)
                    + "; name its version, NAME/VERSION, or deploy the file with --repository");
        }
        return wanted.toBuilder()
                .version(wanted.version().isEmpty() ? "" : FeatureVersion.clean(wanted.version()))
                .repository(found.get(0))
                .build();
    }

    private static boolean isWanted(Named feature, InstallFeature wanted) {
        return feature.name().equals(wanted.name())
                && (wanted.version().isEmpty() || feature.version().equals(FeatureVersion.clean(wanted.version())));
    }

    private String notRead() {
        return tooLong.isEmpty() ? "" : "; not read, as it is longer than 16 MiB: " + String.join(", ", tooLong);
    }

    private static String text(InstallFeature wanted) {
        return wanted.name() + (wanted.version().isEmpty() ? "" : "/" + wanted.version());
    }
}
