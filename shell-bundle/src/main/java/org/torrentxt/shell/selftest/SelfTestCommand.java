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
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.ShellAction;

/** Runs a whole transfer between two temporary sessions on this host, and cleans up. */
@Service
@Command(
        scope = "torrent",
        name = "selftest",
        description = "Tests everything by a transfer between two temporary sessions on 127.0.0.1, and cleans up."
                + " Example: torrent:selftest --size 16")
public final class SelfTestCommand extends ShellAction implements Host {
    private static final int MAX_SIZE = 64 * 1024;

    @Option(name = "--size", description = "MiB to transfer")
    private int size = 64;

    @Option(name = "--timeout", description = "Seconds that a step may take")
    private long timeout = 120;

    private Duration limit;

    @Override
    protected void run() throws CommandException {
        limit = timeout(timeout);
        if (size < 1 || size > MAX_SIZE) {
            throw TorrentException.invalid("--size " + size + " is not possible; expected MiB, 1 to " + MAX_SIZE);
        }
        required(TorrentEngine.class).problem().ifPresent(problem -> {
            throw new TorrentException(ErrorCode.ABI, problem);
        });
        long start = System.nanoTime();
        Steps steps = new Steps(output().stream());
        Optional<String> failure =
                new SelfTest(this, required(TorrentCreator.class), steps, (long) size << 20, limit).run();
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
