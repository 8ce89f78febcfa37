package org.torrentxt.dht;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.store.DhtIdentity;

/**
 * The identities of a store, one file {@code identities/NAME.key} each in its state folder. A file is written once and
 * never touched again, readable or not: it is the only copy of a secret.
 */
final class IdentityFiles {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFiles.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String SUFFIX = ".key";

    private final Path folder;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    IdentityFiles(Path stateDir) {
        this.folder = stateDir.resolve("identities");
    }

    DhtIdentity create(String name) {
        Path file = file(name);
        DhtKeyPair keys = DhtKeyPair.generate();
        try {
            PrivateFiles.createFolder(folder);
            if (!PrivateFiles.createFile(file, IdentityFormat.write(keys))) {
                throw TorrentException.invalid(
                        "identity '" + name + "' is there already (" + file + "); choose another name");
            }
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC, "identity file " + file + " cannot be written: " + reason(e), e);
        }
        LOG.info("New DHT identity '{}' with public key {} in {}", name, keys.publicKey(), file);
        return new DhtIdentity(name, keys.publicKey());
    }

    /** The identities whose files can be used, by name; of the others each is logged once. */
    List<DhtIdentity> list() {
        return names().stream().flatMap(name -> usable(name).stream()).toList();
    }

    /** The key pair of an identity, read each time: it is kept in memory no longer than needed. */
    DhtKeyPair keys(String name) {
        Path file = file(name);
        try (InputStream in = Files.newInputStream(file)) {
            return IdentityFormat.read(in.readNBytes(IdentityFormat.MAX_LENGTH + 1));
        } catch (NoSuchFileException e) {
            throw TorrentException.invalid("no identity '" + name + "'; there are: " + String.join(", ", names()));
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "identity file " + file + " cannot be used: " + reason(e) + "; it is left as it is",
                    e);
        }
    }

    private Optional<DhtIdentity> usable(String name) {
        try {
            DhtIdentity identity = new DhtIdentity(name, keys(name).publicKey());
            reported.remove(name);
            return Optional.of(identity);
        } catch (TorrentException e) {
            if (reported.add(name)) {
                LOG.warn("{}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of(); // made with the first identity
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.GENERIC, "folder " + folder + " cannot be read: " + reason(e), e);
        }
    }

    private Path file(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw TorrentException.invalid("not a name for an identity: '" + name
                    + "'; expected 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return folder.resolve(name + SUFFIX);
    }

    // The message of most of these exceptions is but the path.
    private static String reason(IOException e) {
        if (e instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getClass().getSimpleName() + " " + failed.getFile();
        }
        return e.getMessage();
    }
}
