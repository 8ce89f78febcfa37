package org.torrentxt.dht.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.statefile.KarafFolder;

/**
 * The folder for a store's files: {@code torrentxt/dht} below Karaf's folder. Earlier versions used Karaf's data
 * folder, which {@code bin/karaf clean} deletes, including all secret keys; files there are moved.
 */
public final class StatePlace {
    private static final Logger LOG = LoggerFactory.getLogger(StatePlace.class);
    private static final String NAME = "dht";

    private final Optional<Path> current;
    private final Optional<Path> former;
    private final Path elsewhere;

    /**
     * Creates an instance for a container.
     *
     * @param base Karaf's folder; null or empty outside Karaf
     * @param data Karaf's data folder; null or empty outside Karaf
     * @param elsewhere the folder outside Karaf
     */
    public StatePlace(String base, String data, Path elsewhere) {
        this.current = KarafFolder.find(base, NAME);
        this.former = KarafFolder.find(data, NAME);
        this.elsewhere = elsewhere;
    }

    /**
     * The folder to use, with the files of the former folder. The former folder itself, which older shipped
     * configurations contain, is replaced by the current one.
     *
     * @param configured empty for none
     * @param warn receives warnings
     */
    public Path choose(Optional<Path> configured, Consumer<String> warn) {
        if (configured.isPresent() && !configured.equals(former)) {
            return configured.get();
        }
        if (current.isEmpty()) {
            warn.accept("state.dir is not set: the store's files are in " + elsewhere
                    + ", and are lost when the bundle is uninstalled or the framework's cache is cleaned; set"
                    + " state.dir");
            return elsewhere;
        }
        Path place = current.get();
        try {
            former.filter(old -> !old.equals(place)).ifPresent(old -> move(old, place, warn));
            Files.createDirectories(place.getParent());
        } catch (IOException | IllegalStateException e) {
            Path usable = former.orElse(place);
            LOG.debug("No {}", place, e);
            warn.accept("the store's files are in " + usable + ", which 'bin/karaf clean' deletes, because " + place
                    + " cannot be created: " + StateFolder.reason(e) + "; set state.dir to a writable folder");
            return usable;
        }
        if (configured.isPresent()) {
            warn.accept("state.dir " + configured.get() + " is in a folder that 'bin/karaf clean' deletes: using "
                    + place + " instead; set state.dir = ${karaf.base}/torrentxt/" + NAME);
        }
        return place;
    }

    private static void move(Path old, Path place, Consumer<String> warn) {
        try {
            if (isEmpty(old)) {
                return;
            }
            if (!isEmpty(place)) {
                warn.accept("store files in " + old + " are not used, because there are others in " + place
                        + "; move those that you need, and delete the rest");
                return;
            }
            Files.createDirectories(place.getParent());
            Files.deleteIfExists(place);
            rename(old, place);
            LOG.info("Moved the files of the DHT store from {} to {}", old, place);
        } catch (IOException e) {
            throw new IllegalStateException(StateFolder.reason(e), e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    private static void rename(Path old, Path place) throws IOException {
        try {
            Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // another file system
            Path copy = Files.createTempDirectory(place.getParent(), ".moving");
            copy(old, copy.resolve("dht"));
            Files.move(copy.resolve("dht"), place, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(copy);
            delete(old);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path path : walk(from)) {
            Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path path : walk(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.toList();
        }
    }
}
