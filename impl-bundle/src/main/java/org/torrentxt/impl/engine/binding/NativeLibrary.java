package org.torrentxt.impl.engine.binding;

import java.nio.file.Path;
import java.util.Optional;
import org.libtorrent4j.LibTorrent;
import org.libtorrent4j.swig.libtorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * The native library: loaded once, on first use, and then available or not for the rest of the JVM's life. A class
 * whose static initialiser failed stays broken, so the first failure is kept.
 */
public final class NativeLibrary {
    // part of the file's name
    private static final String FILE = "torrent4j";
    private static final NativeLibrary INSTANCE = load();

    private final String version;
    private final String problem;

    private NativeLibrary(String version, String problem) {
        this.version = version;
        this.problem = problem;
    }

    /** The library of this JVM, whether loaded or not. */
    public static NativeLibrary get() {
        return INSTANCE;
    }

    private static NativeLibrary load() {
        SecondLoading loading = SecondLoading.prepare(FILE);
        try {
            return of(libtorrent.version(), LibTorrent.libtorrent4jVersion());
        } catch (LinkageError e) {
            return new NativeLibrary("", describe(e));
        } finally {
            loading.end();
        }
    }

    /** A native library and a binding of these versions, which may or may not match. */
    static NativeLibrary of(String version, String binding) {
        String expected = binding.replaceFirst("-.*", "");
        String problem = version.equals(expected) || version.startsWith(expected + ".")
                ? null
                : "version mismatch: the native library is libtorrent " + version + ", but the Java binding " + binding
                        + " requires " + expected + "; use both from the same build";
        return new NativeLibrary(version, problem);
    }

    private static String describe(LinkageError error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "no native libtorrent library for " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + " (" + root.getMessage() + "); set the system property " + SecondLoading.PATH_PROPERTY
                + " to a library file and restart the JVM";
    }

    /** Why the engine cannot be used; empty if it can. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** libtorrent's version; empty if it could not be loaded. */
    public String version() {
        return version;
    }

    /** The version of the Java binding. */
    public String bindingVersion() {
        return LibTorrent.libtorrent4jVersion();
    }

    /**
     * Requires the library.
     *
     * @throws TorrentException {@link ErrorCode#ABI} if it could not be loaded or does not match
     */
    public void require() {
        if (problem != null) {
            throw new TorrentException(ErrorCode.ABI, problem);
        }
    }

    /** The file it was loaded from, if the platform lists mapped files. */
    public Optional<Path> file() {
        return MappedLibraries.now().find(FILE);
    }

    /**
     * The number of copies of the library mapped into this process; 0 if the platform does not list mapped files. Each
     * class loader of the binding, and so each installation of its bundle, maps one, which stays until the JVM ends.
     */
    public int copies() {
        return MappedLibraries.now().count(FILE);
    }

    /** True if libjsig chains the signal handlers of JVM and engine, which the engine's mmap storage requires. */
    public boolean isMmapSafe() {
        return MappedLibraries.now().find("libjsig").isPresent();
    }
}
