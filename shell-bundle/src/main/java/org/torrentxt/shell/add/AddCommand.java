package org.torrentxt.shell.add;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.fetch.TorrentDownload;
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.complete.FlagCompleter;
import org.torrentxt.shell.format.Flags;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.support.Failures;

/** Adds a torrent and optionally waits until it is complete. */
@Service
@Command(
        scope = "torrent",
        name = "add",
        description = "Adds a torrent. Example: torrent:add --path /data --wait 'magnet:?xt=urn:btih:...'")
public final class AddCommand extends AddOptions {
    private static final String EXPECTED =
            "specify one torrent: a magnet link in single quotes, a .torrent file or URL,"
                    + " an info-hash, or --resume FILE";

    @Argument(
            index = 0,
            name = "source",
            description = "Magnet link (in single quotes), .torrent file or URL, or info-hash; prompts if omitted")
    @Completion(FileCompleter.class)
    private String source;

    @Option(name = "--path", description = "Folder to save the files in (default: the session's save path)")
    @Completion(FileCompleter.class)
    private String savePath;

    @Option(name = "--resume", description = "File written by torrent:resume-data, to add the torrent again as it was")
    @Completion(FileCompleter.class)
    private String resume;

    @Option(name = "--paused", description = "Add the torrent without starting it")
    private boolean paused;

    @Option(name = "--sequential", description = "Download pieces in order")
    private boolean sequential;

    @Option(name = "--seed", description = "Assume that all files in --path are complete")
    private boolean seed;

    @Option(
            name = "--flags",
            description = "Flags to set, separated by commas, such as super_seeding",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FlagCompleter.class)
    private List<String> flags = List.of();

    @Option(
            name = "--peer",
            description = "Peer to connect to, such as 127.0.0.1:6881",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> peers = List.of();

    @Option(name = "--wait", description = "Wait until the torrent is complete; Ctrl-C stops waiting, not the download")
    private boolean wait;

    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m; needs --wait")
    private String timeout;

    @Option(name = "--json", description = "Print one JSON object: the torrent's status")
    private boolean json;

    @Override
    protected void run() throws Exception {
        Optional<Duration> limit = WaitingAction.waitLimit(wait, timeout);
        if (wait && paused) {
            throw TorrentException.invalid(
                    "--wait would never end: --paused does not start the torrent; use only one of them");
        }
        TorrentSession session = session();
        AddTorrent request = request(session);
        Torrent torrent = add(session, request);
        if (wait) {
            untilInterrupted(() -> await(torrent, limit));
        }
        if (json) {
            output().json(torrent.status());
        }
    }

    private AddTorrent request(TorrentSession session) throws IOException, InterruptedException {
        AddTorrent.Builder request = source(session);
        request.set(Flags.parse(flags).toArray(TorrentFlag[]::new));
        if (savePath != null) {
            request.savePath(path(savePath));
        }
        if (paused) {
            request.paused();
        }
        if (sequential) {
            request.sequential();
        }
        if (seed) {
            request.seed();
        }
        peers.stream().map(Endpoint::parse).forEach(request::peer);
        apply(request, resume != null);
        place(session, request);
        return request.build();
    }

    private AddTorrent.Builder source(TorrentSession session) throws IOException, InterruptedException {
        if (source != null && resume != null) {
            throw TorrentException.invalid(EXPECTED);
        }
        if (source == null && resume == null) {
            source = ask();
        }
        TorrentSource sources = new TorrentSource(this::path, new TorrentDownload(session));
        return resume == null ? sources.parse(source) : sources.parseResumeData(resume);
    }

    // Input typed here is not parsed as a command, so links need no quotes.
    private String ask() throws IOException, InterruptedException {
        try {
            String line = console().readLine("Magnet link, .torrent file or URL, or info-hash: ", null);
            String text = line == null ? "" : line.strip().replaceAll("^(['\"])(.*)\\1$", "$2");
            if (text.isEmpty()) {
                throw TorrentException.invalid(EXPECTED);
            }
            return text;
        } catch (UserInterruptException | EndOfFileException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (UnsupportedOperationException e) {
            throw new TorrentException(ErrorCode.INVALID_ARGUMENT, EXPECTED, e);
        }
    }

    private Torrent add(TorrentSession session, AddTorrent request) {
        AddResult result = addNamed(session, request);
        Torrent torrent = result.torrent();
        if (!json) {
            output().line(outcome(result, request), torrent.id(), torrent);
        }
        return torrent;
    }

    private static String outcome(AddResult result, AddTorrent request) {
        if (result.isNew()) {
            return "Added torrent %d: %s";
        }
        return request.labels().isEmpty() && request.attributes().isEmpty()
                ? "Already added as torrent %d; unchanged: %s"
                : "Already added as torrent %d; unchanged but for labels and new attributes: %s";
    }

    // the engine reports what is wrong with a file, but does not know its name
    private AddResult addNamed(TorrentSession session, AddTorrent request) {
        try {
            return session.add(request);
        } catch (TorrentException e) {
            boolean isNamed = request.source() instanceof AddTorrent.Magnet
                    || request.source() instanceof AddTorrent.BareInfoHash;
            throw isNamed
                    ? e
                    : new TorrentException(
                            e.code(), "cannot add '" + (resume == null ? source : resume) + "': " + e.getMessage(), e);
        }
    }

    private void await(Torrent torrent, Optional<Duration> limit) throws Exception {
        try (ProgressView view = json ? states -> {} : output().progress()) {
            new Watch(() -> torrent.status().stream().toList(), longest -> awaitEnd(torrent, longest), view).run(limit);
            if (!json) {
                output().line("Complete: %d", torrent.id());
            }
        } catch (TimeoutException | CommandException e) {
            // the torrent stays added
            if (json) {
                output().json(torrent.status());
            }
            throw e;
        }
    }

    private static void awaitEnd(Torrent torrent, Duration longest) throws InterruptedException, CommandException {
        try {
            CompletableFuture<Torrent> end = torrent.whenFinished().toCompletableFuture();
            try {
                end.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                end.cancel(false);
            }
        } catch (TimeoutException e) {
            // time to show the progress
        } catch (ExecutionException e) {
            // an error that stops it, or its removal, is seen in its status
            if (torrent.status().filter(status -> status.error().isEmpty()).isPresent()) {
                throw new CommandException(Failures.line(e));
            }
        } catch (TorrentException e) {
            // removed, which is seen in its status
        }
    }
}
