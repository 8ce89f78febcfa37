package org.torrentxt.benchmarks.program;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@link BareLoop} in processes. */
public final class Bare extends LineProgram {
    public Bare() {
        super("bare loop");
    }

    @Override
    public Optional<String> version() {
        return Optional.of(Jvm.version());
    }

    @Override
    protected List<String> command(Role role, Job job) {
        return Jvm.command(
                BareLoop.class,
                List.of(
                        role.name().toLowerCase(Locale.ROOT),
                        job.torrent().toString(),
                        job.folder().toString()));
    }
}
