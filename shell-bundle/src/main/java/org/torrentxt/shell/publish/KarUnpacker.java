package org.torrentxt.shell.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.shell.support.Folders;

/** Unpacks KARs among what was published: each into a folder of its own, which is seeded as it is. */
public final class KarUnpacker {
    private static final String TYPE = "kar";
    private static final int NAME_LENGTH = 19;
    private static final int DIGITS = 16;

    private final ArtifactFolder folder;
    private final Predicate<MavenArtifact> isInKaraf;

    /**
     * An unpacker.
     *
     * @param folder what was published
     * @param isInKaraf true for what each node has anyway
     */
    public KarUnpacker(ArtifactFolder folder, Predicate<MavenArtifact> isInKaraf) {
        this.folder = folder;
        this.isInKaraf = isInKaraf;
    }

    /** True for an artifact that is a KAR. */
    public static boolean isKar(MavenArtifact artifact) {
        return artifact.type().equals(TYPE);
    }

    /** True for a file that is called like one. */
    public static boolean isKar(Path file) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("." + TYPE);
    }

    /**
     * Gets an artifact that is a KAR, and unpacks it.
     *
     * @param install the feature to install, with any repository
     * @throws TorrentException if it cannot be got, unpacked or installed, or is not the same as what was published before;
     *     then nothing is left of it
     */
    public UnpackedKar fetch(MavenArtifact artifact, Optional<InstallFeature> install) throws IOException {
        Path file = Files.createTempFile(folder.folder(), artifact.deployment(), ArtifactFolder.PART);
        try {
            folder.copy(artifact, file);
            return unpack(artifact.url(), file, artifact.unpackedDeployment(), install, Optional.empty());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Unpacks a file.
     *
     * @param install the feature to install, with any repository
     * @param repository the path or URL of the features repository with it; empty if there must be one only
     * @throws TorrentException if it cannot be unpacked or installed; then nothing is left of it
     */
    public UnpackedKar unpack(Path file, InstallFeature install, Optional<String> repository) throws IOException {
        return unpack(file.toString(), file, target(file), Optional.of(install), repository);
    }

    // The same for the same content, and another one for other content.
    private static String target(Path file) throws IOException {
        String name = file.getFileName().toString();
        String readable = name.substring(0, name.length() - TYPE.length() - 1).replaceAll("[^A-Za-z0-9._-]+", "-");
        try (InputStream in = Files.newInputStream(file)) {
            return "kar-" + readable.substring(0, Math.min(NAME_LENGTH, readable.length())) + "-"
                    + ArtifactFolder.copy(in, OutputStream.nullOutputStream()).substring(0, DIGITS);
        }
    }

    private UnpackedKar unpack(
            String name, Path file, String target, Optional<InstallFeature> install, Optional<String> repository)
            throws IOException {
        Path root = folder.folder().resolve(target);
        Path part = root.resolveSibling(target + "-" + UUID.randomUUID() + ArtifactFolder.PART);
        try (Kar kar = Kar.open(name, file)) {
            if (install.isPresent() && !kar.resources().isEmpty()) {
                throw TorrentException.invalid(name + " cannot be installed: Karaf would copy its "
                        + kar.resources().get(0) + " into its own folder, which nodes of a fleet do not; have the"
                        + " feature bring it as <configfile>");
            }
            Files.createDirectory(part);
            int count = kar.unpack(part, Files.getFileStore(part).getUsableSpace());
            ContentFeatures features = new ContentFeatures(name, part);
            NamedLocations named = new NamedLocations(name, part, isInKaraf);
            Optional<InstallFeature> chosen = install.map(wanted -> features.choose(wanted, repository));
            if (chosen.isPresent()) {
                named.require(chosen.get().repository());
            } else {
                for (String each : features.repositories()) {
                    named.add(each);
                }
            }
            place(name, part, root);
            return new UnpackedKar(
                    root, count, kar.resources(), named.missing(), named.changing(), named.others(), chosen);
        } finally {
            Folders.delete(part);
        }
    }

    // What is there is left as it is, as it is seeded; it may also have been placed just now.
    private static void place(String name, Path part, Path root) throws IOException {
        try {
            Files.move(part, root, StandardCopyOption.ATOMIC_MOVE);
            return;
        } catch (IOException e) {
            if (Files.notExists(root)) {
                throw e;
            }
        }
        SortedSet<Path> all = files(part);
        all.addAll(files(root));
        for (Path each : all) {
            Path former = root.resolve(each);
            if (!Files.isRegularFile(part.resolve(each))
                    || !Files.isRegularFile(former)
                    || Files.mismatch(part.resolve(each), former) >= 0) {
                throw TorrentException.invalid(name + " is not what was unpacked before: " + former
                        + " differs; publish it as another version, or remove " + root
                        + " if nothing is deployed from there");
            }
        }
    }

    private static SortedSet<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(folder::relativize)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
