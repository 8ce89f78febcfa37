package org.torrentxt.impl.engine.binding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Has the binding load a copy of the native library if this process has loaded it before: the JVM refuses a file that
 * another class loader has loaded, and a Karaf that restarts in its JVM ({@code system:shutdown -r}) finds the same one.
 */
final class SecondLoading {
    /** The system property that names the file for the binding to load. */
    static final String PATH_PROPERTY = "libtorrent4j.jni.path";

    private final Optional<Path> copy;
    private final String before = System.getProperty(PATH_PROPERTY);

    private SecondLoading(Optional<Path> copy) {
        this.copy = copy;
        copy.ifPresent(file -> System.setProperty(PATH_PROPERTY, file.toString()));
    }

    /** Prepares it; does nothing if the library has not been loaded, or its file was replaced since. */
    static SecondLoading prepare(String name) {
        return new SecondLoading(
                MappedLibraries.now().find(name).filter(Files::exists).flatMap(SecondLoading::copy));
    }

    private static Optional<Path> copy(Path library) {
        try {
            Path copy = Files.createTempFile("libtorrent4j-", ".so");
            Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(copy);
        } catch (IOException e) {
            return Optional.empty(); // the binding will say what is wrong
        }
    }

    /** Undoes it, once the binding is loaded: a loaded library does not need its file. */
    void end() {
        copy.ifPresent(file -> {
            if (before == null) {
                System.clearProperty(PATH_PROPERTY);
            } else {
                System.setProperty(PATH_PROPERTY, before);
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        });
    }
}
