package org.torrentxt.shell.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.failure.Reasons;

/** Where published artifacts lie on this node: each in a Maven repository of its own, which is seeded as it is. */
public final class ArtifactFolder {
    private static final String NAME = "published";
    static final String PART = ".part";

    /** Where artifacts are got from. */
    @FunctionalInterface
    public interface Source {
        /** Opens the artifact with that URL. */
        InputStream open(String url) throws IOException;
    }

    private final Path folder;
    private final Source source;

    /**
     * A folder of published artifacts.
     *
     * @param savePath of the session: they are in a folder of it
     */
    public ArtifactFolder(Path savePath, Source source) {
        this.folder = savePath.resolve(NAME);
        this.source = source;
    }

    /** Artifacts of the Maven repositories of this Karaf. */
    public static InputStream open(String url) throws IOException {
        return new URL(url).openStream();
    }

    /**
     * Gets an artifact, and writes it beside its checksum. What was published before is left as it is, as it is seeded.
     *
     * @return the folder of its repository
     * @throws TorrentException if it cannot be got, or is not the same as what was published before
     */
    public Path fetch(MavenArtifact artifact) throws IOException {
        fetch(artifact, artifact);
        return root(artifact);
    }

    /** The folder of the repository that was published with that artifact. */
    Path root(MavenArtifact first) {
        return folder.resolve(first.deployment());
    }

    /**
     * Gets an artifact into the repository of another one.
     *
     * @param first whose repository it is
     * @return its file
     * @throws TorrentException if it cannot be got, or is not the same as what was published before
     */
    Path fetch(MavenArtifact first, MavenArtifact artifact) throws IOException {
        Path file = root(first).resolve(artifact.path());
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, artifact.deployment(), PART);
        Path sumPart = Files.createTempFile(folder, artifact.deployment(), PART);
        try {
            String checksum = copy(artifact, part);
            Files.createDirectories(file.getParent());
            if (Files.notExists(file)) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } else if (Files.mismatch(part, file) >= 0) {
                throw TorrentException.invalid(artifact.url() + " is not what was published before: " + file
                        + "; a release does not change, so publish it as another version");
            }
            Path sum = checksum(file);
            if (Files.notExists(sum) || !Files.readString(sum).equals(checksum)) {
                Files.writeString(sumPart, checksum);
                Files.move(sumPart, sum, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(sumPart);
        }
        return file;
    }

    /** Where the checksum of an artifact is. */
    static Path checksum(Path file) {
        return file.resolveSibling(checksum(file.getFileName().toString()));
    }

    static String checksum(String name) {
        return name + ".sha1";
    }

    /** Where it all is: an existing folder. */
    Path folder() throws IOException {
        return Files.createDirectories(folder);
    }

    /** Gets an artifact into a file, and returns its SHA-1. */
    String copy(MavenArtifact artifact, Path to) throws IOException {
        try (InputStream in = source.open(artifact.url());
                OutputStream out = Files.newOutputStream(to)) {
            return copy(in, out);
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC, "cannot get " + artifact.url() + ": " + Reasons.withFile(e), e);
        }
    }

    /** Copies all of it, and returns its SHA-1. */
    static String copy(InputStream in, OutputStream out) throws IOException {
        try (DigestInputStream hashing = new DigestInputStream(in, MessageDigest.getInstance("SHA-1"))) {
            hashing.transferTo(out);
            return HexFormat.of().formatHex(hashing.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }
}
