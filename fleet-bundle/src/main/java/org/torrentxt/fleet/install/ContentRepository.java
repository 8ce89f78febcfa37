package org.torrentxt.fleet.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.artifact.FeaturesXml;
import org.torrentxt.artifact.MavenArtifact;

/**
 * A features repository that came as a file of the content, written anew for this node: locations without a scheme are
 * files of the content, and what the content has as a Maven repository would is taken from there. The written files stay
 * where they are while features of them are installed, as Karaf reads them again at each start.
 */
final class ContentRepository {
    private static final int MAX_FILES = 100; // repositories that name each other
    private static final long MAX_SIZE = 16 * 1024 * 1024;

    private final Path root;
    private final Path folder;
    private final Map<Path, Path> written = new HashMap<>(); // by file of the content

    /**
     * Repositories of a content.
     *
     * @param root the file or folder of the content
     * @param folder where they are written, with names of their own
     */
    ContentRepository(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /**
     * Writes a repository, and those of the content that it names.
     *
     * @param path in the content
     * @return its URI
     * @throws TorrentException if there is no such file, or what it names is missing
     * @throws IOException if it cannot be read or written
     */
    URI write(String path) throws IOException {
        boolean isFile = Files.isRegularFile(root);
        Path file = isFile ? root : inContent(path);
        if (!Files.isRegularFile(file) || isFile && !root.endsWith(path)) {
            throw TorrentException.invalid("the content has no file " + path + ", which is to have the features");
        }
        Files.createDirectories(folder);
        return write(file).toUri();
    }

    private Path inContent(String path) {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw TorrentException.invalid("'" + path + "' is outside of the content");
        }
        return file;
    }

    private Path write(Path file) throws IOException {
        Path former = written.get(file);
        if (former != null) {
            return former;
        } else if (written.size() >= MAX_FILES) {
            throw TorrentException.invalid("the content has more than " + MAX_FILES + " features repositories");
        } else if (Files.size(file) > MAX_SIZE) {
            throw TorrentException.invalid(file.getFileName() + " is too long: expected at most 16 MiB");
        }
        Path target = folder.resolve("features-" + written.size() + ".xml");
        written.put(file, target);
        FeaturesXml xml;
        try (InputStream in = Files.newInputStream(file)) {
            xml = FeaturesXml.read(file.getFileName().toString(), in);
        }
        for (FeaturesXml.Location each : xml.locations()) {
            Optional<Path> found = file(each, file.getParent());
            if (found.isPresent()) {
                each.replace((each.isRepository() ? write(found.get()) : found.get())
                        .toUri()
                        .toString());
            }
        }
        Path part = Files.createTempFile(folder, "features", ".part");
        xml.write(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    // Relative to the repository that names it.
    private Optional<Path> file(FeaturesXml.Location named, Path beside) {
        String location = named.text();
        if (named.maven().isPresent()) {
            return maven(named.maven().get());
        } else if (!named.isPath()) {
            return Optional.empty();
        }
        Path file = beside.resolve(location).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            throw TorrentException.invalid("the content has no file " + location + ", which its features name");
        }
        return Optional.of(file);
    }

    private Optional<Path> maven(String url) {
        try {
            return Stream.of(root.resolve(MavenArtifact.parse(url).path()))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (TorrentException e) { // a snapshot, a range: not from here
            return Optional.empty();
        }
    }
}
