package org.torrentxt.shell.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.FeaturesXml;
import org.torrentxt.artifact.MavenArtifact;

/**
 * A features repository with all that it names: bundles, files of the configuration, and other repositories with all that
 * these name; but for what Karaf's distribution has, as it is on each node. Not thread-safe.
 */
public final class FeatureArtifacts {
    private static final int MAX = 1_000;

    private final ArtifactFolder folder;
    private final MavenArtifact features;
    private final Predicate<MavenArtifact> isInKaraf;
    private final Set<MavenArtifact> all = new LinkedHashSet<>();
    private final Set<String> others = new TreeSet<>();

    /**
     * Nothing yet.
     *
     * @param folder where it is written
     * @param features the repository
     * @param isInKaraf true for what each node has anyway
     */
    public FeatureArtifacts(ArtifactFolder folder, MavenArtifact features, Predicate<MavenArtifact> isInKaraf) {
        this.folder = folder;
        this.features = features;
        this.isInKaraf = isInKaraf;
    }

    /** True for what is in the {@code system} folder of this Karaf, as it was installed with it. */
    public static boolean isInKaraf(MavenArtifact artifact) {
        return Optional.ofNullable(System.getProperty("karaf.home"))
                .map(Path::of)
                .map(home -> home.resolve(System.getProperty("karaf.default.repository", "system")))
                .filter(system -> Files.isRegularFile(system.resolve(artifact.path())))
                .isPresent();
    }

    /**
     * Gets all of it.
     *
     * @return the folder with it, as a Maven repository
     * @throws TorrentException if something cannot be got or published
     */
    public Path fetch() throws IOException {
        if (!features.type().equals("xml")) {
            throw TorrentException.invalid("invalid features repository " + features.url()
                    + ": expected one of type xml, such as mvn:GROUP/ARTIFACT/VERSION/xml/features, or a KAR,"
                    + " mvn:GROUP/ARTIFACT/VERSION/kar");
        }
        repository(features);
        return folder.root(features);
    }

    /**
     * Finds a feature to install, once all of it was got.
     *
     * @throws TorrentException INVALID_ARGUMENT if the repository does not have it, or names what nodes would not find
     */
    public InstallFeature choose(InstallFeature wanted) throws IOException {
        Path root = folder.root(features);
        new NamedLocations(features.url(), root, isInKaraf).require(features.path());
        return new ContentFeatures(features.url(), root).choose(wanted, Optional.of(features.path()));
    }

    private void repository(MavenArtifact artifact) throws IOException {
        Path file = add(artifact);
        FeaturesXml xml;
        try (InputStream in = Files.newInputStream(file)) {
            xml = FeaturesXml.read(artifact.url(), in);
        }
        for (FeaturesXml.Location each : xml.locations()) {
            Optional<MavenArtifact> named = each.maven().map(url -> parse(artifact.url(), url));
            if (named.isEmpty()) {
                others.add(each.text());
            } else if (!all.contains(named.get()) && !isInKaraf.test(named.get())) {
                if (each.isRepository()) {
                    repository(named.get());
                } else {
                    add(named.get());
                }
            }
        }
    }

    private Path add(MavenArtifact artifact) throws IOException {
        if (all.size() >= MAX) {
            throw TorrentException.invalid(features.url() + " needs more than " + MAX
                    + " artifacts; publish them one by one, or in several features repositories");
        }
        all.add(artifact);
        return folder.fetch(features, artifact);
    }

    /**
     * Reads what a repository names.
     *
     * @throws TorrentException if it cannot be published
     */
    static MavenArtifact parse(String repository, String url) {
        try {
            return MavenArtifact.parse(url);
        } catch (TorrentException e) {
            throw TorrentException.invalid(
                    repository + " cannot be published, as it names " + url + ": " + e.getMessage());
        }
    }

    /** How many artifacts there are, the repository among them. */
    public int count() {
        return all.size();
    }

    /** What it names that is no Maven artifact, so that the nodes get it from elsewhere. */
    public Set<String> others() {
        return others;
    }
}
