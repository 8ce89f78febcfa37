package org.torrentxt.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.benchmarks.program.Settings;
import org.torrentxt.impl.engine.binding.NativeLibrary;

/** TorrentXT sessions, one per JVM. */
final class OwnProgram extends LineProgram {
    private final TransferPeer.Kind kind;
    private final String seeding;
    private final Map<String, Object> settings;

    /**
     * Defines it.
     *
     * @param name for tables
     * @param kind the kind of session
     * @param seeding {@value TransferPeer#CHECK} or {@value TransferPeer#SEED}
     * @param settings in addition to the defaults
     */
    OwnProgram(String name, TransferPeer.Kind kind, String seeding, Map<String, Object> settings) {
        super(name);
        this.kind = kind;
        this.seeding = seeding;
        this.settings = settings;
    }

    @Override
    public Optional<String> version() {
        return Optional.of("libtorrent " + NativeLibrary.get().version() + " in a JVM");
    }

    @Override
    protected List<String> command(Role role, Job job) {
        List<String> command = Jvm.command(
                TransferPeer.class,
                List.of(
                        kind.name(),
                        role == Role.SEED ? seeding : GET,
                        job.torrent().toString(),
                        job.folder().toString(),
                        Settings.text(settings)));
        return kind == TransferPeer.Kind.MAPPED
                ? Stream.concat(Stream.of("env", "LD_PRELOAD=" + Jvm.signalLibrary()), command.stream())
                        .toList()
                : command;
    }
}
