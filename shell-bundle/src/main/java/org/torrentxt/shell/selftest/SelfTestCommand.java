package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.action.ShellAction;
import org.torrentxt.shell.format.Units;

/** Runs a complete transfer between two temporary sessions on this host, and cleans up. */
@Service
@Command(
        scope = "torrent",
        name = "selftest",
        description = "Runs a complete transfer between two temporary sessions on 127.0.0.1, and cleans up."
                + " Example: torrent:selftest --size 16MiB")
public final class SelfTestCommand extends ShellAction implements Host {
    private static final long MIN_SIZE = 1L << 20;
    private static final long MAX_SIZE = 64L << 30;

    @Option(name = "--size", description = "Amount of data to transfer, 1MiB to 64GiB")
    private String size = "64MiB";

    @Option(name = "--timeout", description = "Time limit of each step in seconds, or a time such as 5m")
    private String timeout = "120";

    private Duration limit;

    @Override
    protected void run() throws CommandException {
        limit = timeout(timeout);
        long bytes = Units.parseSize("--size", size);
        if (bytes < MIN_SIZE || bytes > MAX_SIZE) {
            throw TorrentException.invalid("invalid --size '" + size + "': expected 1MiB to 64GiB");
        }
        required(TorrentEngine.class).problem().ifPresent(problem -> {
            throw new TorrentException(ErrorCode.ABI, problem);
        });
        long start = System.nanoTime();
        Steps steps = new Steps(output());
        Optional<String> failure = new SelfTest(this, required(TorrentCreator.class), steps, bytes, limit).run();
        if (failure.isPresent()) {
            throw new CommandException("self-test failed: " + failure.get());
        }
        output().line("Self-test passed in " + Units.elapsed(Duration.ofNanos(System.nanoTime() - start)));
    }

    @Override
    public TemporarySession openSession(String name, Path folder)
            throws IOException, InterruptedException, TimeoutException {
        return ConfiguredSession.open(
                context(), required(ConfigurationAdmin.class), required(TorrentEngine.class), name, folder, limit);
    }

    @Override
    public EventLog subscribe(String session) {
        return EventLog.open(context(), session);
    }
}
