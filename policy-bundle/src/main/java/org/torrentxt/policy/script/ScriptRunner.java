package org.torrentxt.policy.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.failure.Reasons;
import org.torrentxt.policy.text.Printable;
import org.torrentxt.statefile.StateFiles;

/** Runs scripts one after another, each for a limited time, and logs what they print and how they end. */
final class ScriptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptRunner.class);
    private static final int MAX_LENGTH = 1024 * 1024;
    private static final int MAX_LEFT = 4;

    private final Path folder;
    private final ScriptShell shell;
    private final Duration patience; // for one that is interrupted
    private int left; // threads of scripts that did not end

    /**
     * Creates an instance.
     *
     * @param folder of the scripts
     * @param patience how long a script that is interrupted may take to end
     */
    ScriptRunner(Path folder, ScriptShell shell, Duration patience) {
        this.folder = folder;
        this.shell = shell;
        this.patience = patience;
    }

    /** Runs a script, and waits until it has ended or its time is over. */
    void run(ScriptRule rule, Map<String, Object> variables) {
        String what = "Script " + rule.script() + " for torrent " + variables.get("torrent") + " '"
                + Printable.of(String.valueOf(variables.get("torrentName"))) + "'";
        String text;
        try {
            text = read(rule.script());
        } catch (IOException e) {
            LOG.error("{} was not run: {}: {}", what, folder.resolve(rule.script()), Reasons.of(e));
            return;
        }
        if (running() >= MAX_LEFT) {
            LOG.error(
                    "{} was not run: {} earlier ones did not end; restart Karaf once they are repaired",
                    what,
                    MAX_LEFT);
            return;
        }
        LOG.info("{} begins", what);
        ScriptOutput output = new ScriptOutput();
        long begin = System.nanoTime();
        String end = end(rule, text, variables, output);
        output.lines().forEach(line -> LOG.info("{}: {}", what, line));
        String cut = output.isCut() ? "; some of its output is omitted" : "";
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        if (end.isEmpty()) {
            LOG.info("{} has ended after {} ms{}", what, millis, cut);
        } else {
            LOG.error("{} has failed after {} ms: {}{}", what, millis, end, cut);
        }
    }

    private String read(String name) throws IOException {
        try (InputStream in = StateFiles.open(folder.resolve(name))) {
            byte[] content = in.readNBytes(MAX_LENGTH + 1);
            if (content.length > MAX_LENGTH) {
                throw new IOException("is larger than " + (MAX_LENGTH >> 20) + " MiB");
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        }
    }

    private synchronized int running() {
        return left;
    }

    private synchronized void count(int change) {
        left += change;
    }

    // Why it has failed; empty if it has not.
    private String end(ScriptRule rule, String text, Map<String, Object> variables, ScriptOutput output) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            MDC.put(TorrentSession.LOG_USER, "script " + rule.script()); // the thread ends with the script
            try (PrintStream out = new PrintStream(output, true, UTF_8)) {
                shell.run(text, variables, rule.roles(), out);
            }
            return null;
        });
        Thread thread = new Thread(
                () -> {
                    count(1);
                    try {
                        task.run();
                    } finally {
                        count(-1);
                    }
                },
                "torrentxt-script-" + rule.script());
        thread.setDaemon(true);
        thread.start();
        try {
            return await(rule, task, thread);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return "it was interrupted, as the bundle stops";
        }
    }

    private String await(ScriptRule rule, FutureTask<Void> task, Thread thread) throws InterruptedException {
        try {
            task.get(rule.timeout().toMillis(), TimeUnit.MILLISECONDS);
            thread.join();
            return "";
        } catch (ExecutionException e) {
            thread.join();
            return Printable.of(Reasons.of(e.getCause()));
        } catch (TimeoutException e) {
            thread.interrupt();
            thread.join(patience.toMillis());
            return "it was interrupted, as it took longer than "
                    + rule.timeout().toSeconds() + " s" + (thread.isAlive() ? ", and runs on nevertheless" : "");
        }
    }
}
