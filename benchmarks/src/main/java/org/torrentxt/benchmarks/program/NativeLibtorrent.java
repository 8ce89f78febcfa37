package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** libtorrent without a JVM: its Python binding as packaged by Debian (python3-libtorrent). */
public final class NativeLibtorrent extends LineProgram {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SCRIPT = "native_peer.py";

    private final Profile profile;

    /** Its settings; the script has them. */
    public enum Profile {
        PLAIN,
        TUNED
    }

    public NativeLibtorrent(String name, Profile profile) {
        super(name);
        this.profile = profile;
    }

    @Override
    public Optional<String> version() throws IOException, InterruptedException {
        return Installed.output(PYTHON, "-c", "import libtorrent; print('libtorrent', libtorrent.__version__)");
    }

    @Override
    protected List<String> command(Role role, Job job) throws IOException {
        Path script = job.scratch().resolve(SCRIPT);
        try (InputStream resource = NativeLibtorrent.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(resource, SCRIPT), script);
        }
        return List.of(
                PYTHON,
                script.toString(),
                profile.name().toLowerCase(Locale.ROOT),
                role.name().toLowerCase(Locale.ROOT),
                job.torrent().toString(),
                job.folder().toString());
    }
}
