package org.torrentxt.dht.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.dht.file.StateFolder;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/**
 * The identities of a store, each in a file {@code identities/NAME.key} of its state folder. A file is written once and
 * never overwritten, readable or not: it is the only copy of a secret.
 */
public final class IdentityFiles implements DhtIdentities {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityFiles.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String SUFFIX = ".key";

    private final Path folder;
    private final StateFiles files;
    private final Function<String, List<String>> published;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * Creates an instance; the folder is created with the first identity.
     *
     * @param published the published keys of an identity
     */
    public IdentityFiles(Path stateDir, Function<String, List<String>> published) {
        this.folder = stateDir.resolve("identities");
        this.published = published;
        this.files = new StateFiles(folder, IdentityFile.MAX_LENGTH, new StateListener() {});
        cleanUp();
    }

    // An incomplete file may contain its seed.
    private void cleanUp() {
        try {
            files.cleanUp();
        } catch (IOException e) {
            LOG.warn("Could not delete incomplete files in {}: {}", folder, StateFolder.reason(e));
        }
    }

    @Override
    public DhtIdentity importKeys(String name, DhtKeyPair keys) {
        return importKeys(name, keys, Optional.empty());
    }

    @Override
    public DhtIdentity importKeys(String name, DhtKeyPair keys, char[] passphrase) {
        return importKeys(name, keys, Optional.of(Objects.requireNonNull(passphrase, "passphrase")));
    }

    private DhtIdentity importKeys(String name, DhtKeyPair keys, Optional<char[]> passphrase) {
        Path file = file(name);
        Objects.requireNonNull(keys, "keys");
        if (passphrase.filter(text -> text.length == 0).isPresent()) {
            throw TorrentException.invalid("empty passphrase; expected a passphrase, or none");
        }
        byte[] content = content(keys, passphrase);
        try {
            if (!files.create(name + SUFFIX, content)) {
                throw TorrentException.invalid(
                        "identity '" + name + "' already exists (" + file + "); choose another name");
            }
        } catch (IOException e) {
            throw StateFolder.failure("cannot write identity file " + file, e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        LOG.info("Created DHT identity '{}' with public key {} in {}", name, keys.publicKey(), file);
        return DhtIdentity.builder(name, keys.publicKey())
                .sealed(passphrase.isPresent())
                .build();
    }

    private static byte[] content(DhtKeyPair keys, Optional<char[]> passphrase) {
        try (IdentityFile file = IdentityFile.of(keys, passphrase)) {
            return file.write();
        }
    }

    @Override
    public byte[] exportSeed(String name) {
        return keys(name, Optional.empty()).seed();
    }

    @Override
    public byte[] exportSeed(String name, char[] passphrase) {
        return keys(name, Optional.of(Objects.requireNonNull(passphrase, "passphrase")))
                .seed();
    }

    @Override
    public synchronized void remove(String name) {
        DhtPublicKey publicKey = describe(name).publicKey();
        List<String> keys = published.apply(name);
        if (!keys.isEmpty()) {
            throw TorrentException.invalid(
                    "identity '" + name + "' has publications; unpublish them first: " + String.join(", ", keys));
        }
        Path file = file(name);
        try {
            files.delete(name + SUFFIX);
        } catch (IOException e) {
            throw StateFolder.failure("cannot delete identity file " + file, e);
        }
        LOG.info("Deleted DHT identity '{}' with public key {}", name, publicKey);
    }

    @Override
    public List<DhtIdentity> list() {
        return names().stream().flatMap(name -> usable(name).stream()).toList();
    }

    @Override
    public Optional<DhtIdentity> find(String name) {
        return Files.exists(file(name)) ? usable(name) : Optional.empty();
    }

    /**
     * The key pair of an identity, read on each call, so that it is in memory no longer than needed.
     *
     * @param passphrase of a sealed identity; empty for one that is not sealed
     */
    public DhtKeyPair keys(String name, Optional<char[]> passphrase) {
        try (IdentityFile file = read(name)) {
            DhtKeyPair keys = open(name, file, passphrase);
            if (!keys.publicKey().equals(file.publicKey())) {
                throw new TorrentException(
                        ErrorCode.GENERIC,
                        "cannot use identity '" + name + "': its public key does not match its seed");
            }
            return keys;
        }
    }

    private static DhtKeyPair open(String name, IdentityFile file, Optional<char[]> passphrase) {
        try {
            return file.open(passphrase);
        } catch (TorrentException e) {
            throw new TorrentException(e.code(), "cannot open identity '" + name + "': " + e.getMessage(), e);
        }
    }

    private DhtIdentity describe(String name) {
        try (IdentityFile file = read(name)) {
            return DhtIdentity.builder(name, file.publicKey())
                    .sealed(file.isSealed())
                    .build();
        }
    }

    private IdentityFile read(String name) {
        Path file = file(name);
        byte[] content = new byte[0];
        try (InputStream in = StateFiles.open(file)) {
            content = in.readNBytes(IdentityFile.MAX_LENGTH + 1);
            return IdentityFile.read(content);
        } catch (NoSuchFileException e) {
            List<String> names = names();
            throw TorrentException.invalid("no such identity: '" + name + "'; "
                    + (names.isEmpty() ? "create one first" : "existing: " + String.join(", ", names)));
        } catch (IOException | RuntimeException e) { // whatever it is, others are still listed
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "cannot use identity file " + file + ": " + StateFolder.reason(e) + "; it is left unchanged",
                    e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Optional<DhtIdentity> usable(String name) {
        try {
            DhtIdentity identity = describe(name);
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
        try {
            return files.names(SUFFIX).stream()
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        } catch (IOException e) {
            throw StateFolder.failure("cannot read folder " + folder, e);
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw TorrentException.invalid("invalid name of identity '" + name
                    + "': expected 1 to 64 letters, digits, dots, dashes and underscores");
        }
        return folder.resolve(name + SUFFIX);
    }
}
