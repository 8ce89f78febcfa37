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

/**
 * Where a store keeps its files: in {@code torrentxt/dht} below the folder of Karaf. It was below Karaf's data folder, which
 * {@code bin/karaf clean} deletes, with all secret keys; what is there is moved.
 */
public final class StatePlace {
    private static final Logger LOG = LoggerFactory.getLogger(StatePlace.class);
    private static final Path BELOW = Path.of("torrentxt", "dht");

    private final Optional<Path> current;
    private final Optional<Path> former;
    private final Path elsewhere;

    /**
     * The place in a container.
     *
     * @param base the folder of Karaf; null or empty outside of Karaf
     * @param data its data folder; null or empty outside of Karaf
     * @param elsewhere the place where there is no Karaf
     */
    public StatePlace(String base, String data, Path elsewhere) {
        this.current = folder(base);
        this.former = folder(data);
        this.elsewhere = elsewhere;
    }

    private static Optional<Path> folder(String parent) {
        return Optional.ofNullable(parent)
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).toAbsolutePath().normalize().resolve(BELOW));
    }

    /**
     * The folder to use, with what was kept at the former place. The former place itself, which configurations name that were shipped
     * before, stands for the current one.
     *
     * @param configured empty for none
     * @param warn is told what may not be meant
     */
    public Path choose(Optional<Path> configured, Consumer<String> warn) {
        if (configured.isPresent() && !configured.equals(former)) {
            return configured.get();
        }
        if (current.isEmpty()) {
            warn.accept("no state.dir: what the store keeps is in " + elsewhere
                    + ", and is lost when the bundle is uninstalled or the framework's cache cleaned; set state.dir");
            return elsewhere;
        }
        Path place = current.get();
        try {
            former.filter(old -> !old.equals(place)).ifPresent(old -> move(old, place, warn));
            Files.createDirectories(place.getParent());
        } catch (IOException | IllegalStateException e) {
            Path usable = former.orElse(place);
            LOG.debug("No {}", place, e);
            warn.accept("the files of the store are in " + usable + ", which 'bin/karaf clean' deletes, as " + place
                    + " cannot be made: " + StateFolder.reason(e)
                    + "; set state.dir to a folder that can be written to");
            return usable;
        }
        if (configured.isPresent()) {
            warn.accept("state.dir " + configured.get() + " is where 'bin/karaf clean' deletes it: " + place
                    + " is used; set state.dir = ${karaf.base}/" + BELOW);
        }
        return place;
    }

    private static void move(Path old, Path place, Consumer<String> warn) {
        try {
            if (isEmpty(old)) {
                return;
            }
            if (!isEmpty(place)) {
                warn.accept("there are files of a store in " + old + " that are not used, as there are others in "
                        + place + "; move what is needed, and delete the rest");
                return;
            }
            Files.createDirectories(place.getParent());
            Files.deleteIfExists(place);
            rename(old, place);
            LOG.info("The files of the DHT store are moved from {} to {}", old, place);
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
