package org.torrentxt.impl.engine.torrent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileError;
import org.torrentxt.api.alert.FileRenameFailed;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.ResumeDataFailed;
import org.torrentxt.api.alert.ResumeDataReady;
import org.torrentxt.api.alert.ScrapeFailed;
import org.torrentxt.api.alert.ScrapeReply;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentDeleteFailed;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.status.AnnounceResult;
import org.torrentxt.api.status.ScrapeResult;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.request.Answer;
import org.torrentxt.impl.request.CheckAnswer;
import org.torrentxt.impl.request.Operation;
import org.torrentxt.impl.request.Outcome;
import org.torrentxt.impl.request.TrackersAnswer;
import org.torrentxt.impl.storage.Deletion;

/**
 * What is requested of one torrent and answered by an alert. The stages are not for callers, who could end them, but
 * for {@link SessionContext#handOut}.
 */
public final class TorrentStages {
    private final TorrentContext session;
    private final EngineTorrent torrent;
    private final int id;
    private CompletableFuture<Torrent> check = CompletableFuture.completedFuture(null); // the last; guarded by this
    private final Object moves = new Object();
    private CompletableFuture<Path> move = CompletableFuture.completedFuture(null); // the last; guarded by moves

    TorrentStages(TorrentContext session, EngineTorrent torrent) {
        this.session = session;
        this.torrent = torrent;
        this.id = torrent.id();
    }

    private <V> CompletableFuture<V> add(Operation operation, Answer<V> answer, Runnable start) {
        return session.requests().add(id, operation, answer, start);
    }

    private String what(String failed) {
        return "torrent " + id + " " + failed;
    }

    /** Checks its files; joins a check that was requested and is still running. */
    synchronized CompletableFuture<Torrent> recheck() {
        if (check.isDone() || !isBeingChecked()) {
            CheckAnswer<Torrent> answer = new CheckAnswer<>(
                    torrent, what("could not be checked"), this::requestCheckAgain, this::checkedMeanwhile);
            check = add(Operation.RECHECK, answer, () -> torrent.runState().recheck(answer));
        }
        return check;
    }

    private void requestCheckAgain(CheckAnswer<Torrent> answer) {
        session.executor().execute(() -> {
            try {
                torrent.runState().recheck(answer);
            } catch (TorrentException gone) {
                // the request ends with the torrent
            }
        });
    }

    // a paused one is not checked further, unless it is requested
    private boolean isBeingChecked() {
        return torrent.status()
                .filter(status -> isChecking(status) && !status.flags().contains(TorrentFlag.PAUSED))
                .isPresent();
    }

    private static boolean isChecking(TorrentStatus status) {
        return status.state() == TorrentState.CHECKING || status.state() == TorrentState.CHECKING_RESUME;
    }

    private Optional<Outcome<Torrent>> checkedMeanwhile() {
        return torrent.status()
                .filter(status -> !isChecking(status))
                .map(status -> status.error().isEmpty()
                        ? Outcome.of(torrent)
                        : Outcome.failed(new TorrentException(
                                ErrorCode.ENGINE, what("could not be checked") + ": " + status.error())));
    }

    /**
     * Moves its files within a file system by what makes the engine do so, once the moves before have ended: where the
     * engine has the files tells then how one has ended whose alert was dropped.
     */
    CompletableFuture<Path> move(Path folder, Consumer<torrent_handle> start) {
        synchronized (moves) { // within a call of the torrent, and so not the lock of what is to call it
            move = move.isDone()
                    ? requestMove(folder, start)
                    : move.handle((before, failure) -> folder)
                            .thenComposeAsync(next -> requestMove(next, start), session.executor());
            return move;
        }
    }

    private CompletableFuture<Path> requestMove(Path folder, Consumer<torrent_handle> start) {
        return add(Operation.MOVE, new MoveAnswer(folder), () -> torrent.act(start));
    }

    private final class MoveAnswer implements Answer<Path> {
        private final Path folder;
        private final String what;

        MoveAnswer(Path folder) {
            this.folder = folder;
            this.what = what("was not moved to " + folder);
        }

        @Override
        public Optional<Outcome<Path>> take(Alert alert) {
            if (alert instanceof StorageMoved) {
                return Optional.of(Outcome.of(folder));
            }
            return alert instanceof StorageMovedFailed failed
                    ? Optional.of(Outcome.failed(what, failed.failure()))
                    : Optional.empty();
        }

        @Override
        public Optional<Outcome<Path>> lost() {
            if (torrent.storage().isMovedByEngine() || !torrent.isValid()) {
                return Optional.empty();
            }
            return Optional.of(
                    torrent.storage().engineFolder().equals(folder)
                            ? Outcome.of(folder)
                            : Outcome.failed(
                                    new TorrentException(ErrorCode.ENGINE, what + "; the reason was dropped")));
        }
    }

    /** Renames a file by what makes the engine do so. */
    CompletableFuture<String> rename(int file, String path, Runnable start) {
        return add(Operation.RENAME, new RenameAnswer(file, path), start);
    }

    private final class RenameAnswer implements Answer<String> {
        private final int file;
        private final String path;
        private final String what;

        RenameAnswer(int file, String path) {
            this.file = file;
            this.path = path;
            this.what = "file " + file + " of torrent " + id + " was not renamed to '" + path + "'";
        }

        @Override
        public Optional<Outcome<String>> take(Alert alert) {
            if (alert instanceof FileRenamed renamed && renamed.file() == file) {
                return Optional.of(Outcome.of(renamed.path()));
            }
            return alert instanceof FileRenameFailed failed && failed.file() == file
                    ? Optional.of(Outcome.failed(what, failed.failure()))
                    : Optional.empty();
        }

        // the engine renames on disk what is there, and then is done
        @Override
        public Optional<Outcome<String>> lost() {
            if (!torrent.isValid()) {
                return Optional.empty();
            }
            Path folder = torrent.storage().engineFolder();
            String onDisk = torrent.ask(h -> torrent.paths().of(h).get(file), path);
            boolean failed = torrent.paths()
                    .before(file)
                    .flatMap(Deletion::path)
                    .filter(former -> Files.exists(folder.resolve(former)) && !Files.exists(folder.resolve(onDisk)))
                    .isPresent();
            return Optional.of(
                    failed
                            ? Outcome.failed(new TorrentException(ErrorCode.ENGINE, what + "; the reason was dropped"))
                            : Outcome.of(path));
        }
    }

    /** Asks a tracker for counts. */
    CompletableFuture<ScrapeResult> scrape() {
        torrent.act(h -> {}); // else the session is what is gone
        TrackersAnswer<ScrapeResult> answer = new TrackersAnswer<>(
                what("could not be scraped"),
                session.olderAlerts(),
                alert -> alert instanceof ScrapeReply reply
                        ? Optional.of(new ScrapeResult(reply.tracker(), reply.numComplete(), reply.numIncomplete()))
                        : Optional.empty(),
                alert -> alert instanceof ScrapeFailed failed
                        ? Optional.of(new TrackersAnswer.Failed(failed.tracker(), failed.failure()))
                        : Optional.empty(),
                false);
        return add(Operation.SCRAPE, answer, () -> torrent.sources().scrape(answer));
    }

    /** Announces to its trackers and the DHT. */
    CompletableFuture<AnnounceResult> announce() {
        torrent.act(torrent_handle::force_dht_announce);
        if (torrent.status().filter(TorrentStatus::isPaused).isPresent()) {
            return CompletableFuture.failedFuture(
                    TorrentException.invalid(what("cannot be announced while it is paused; resume it first")));
        }
        TrackersAnswer<AnnounceResult> answer = new TrackersAnswer<>(
                what("could not be announced"),
                session.olderAlerts(),
                alert -> alert instanceof TrackerReply reply
                        ? Optional.of(new AnnounceResult(reply.tracker(), reply.numPeers()))
                        : Optional.empty(),
                alert -> alert instanceof TrackerError failed
                        ? Optional.of(new TrackersAnswer.Failed(failed.tracker(), failed.failure()))
                        : Optional.empty(),
                true);
        try {
            return add(Operation.ANNOUNCE, answer, () -> torrent.sources().announce(answer));
        } catch (TorrentException e) {
            if (e.code() == ErrorCode.INVALID_ARGUMENT) {
                return CompletableFuture.failedFuture(e); // it was announced to the DHT
            }
            throw e;
        }
    }

    /** Creates its resume data by what makes the engine do so. */
    public CompletableFuture<byte[]> saveResumeData(Runnable start) {
        return add(Operation.RESUME_DATA, new ResumeDataAnswer(), start);
    }

    private final class ResumeDataAnswer implements Answer<byte[]> {
        @Override
        public Optional<Outcome<byte[]>> take(Alert alert) {
            if (alert instanceof ResumeDataReady ready) {
                return Optional.of(Outcome.of(ready.resumeData()));
            }
            return alert instanceof ResumeDataFailed failed
                    ? Optional.of(Outcome.failed("no resume data of torrent " + id, failed.failure()))
                    : Optional.empty();
        }

        @Override
        public Optional<Outcome<byte[]>> lost() {
            torrent.saved().askAgainForUser();
            return Optional.empty();
        }
    }

    /** Removes it, and its files if they are to be deleted. */
    CompletableFuture<Void> remove(boolean deleteFiles) {
        return add(
                deleteFiles ? Operation.DELETE : Operation.REMOVE,
                deleteFiles ? new DeleteAnswer() : new RemoveAnswer(),
                () -> session.remove(torrent, deleteFiles));
    }

    private final class RemoveAnswer implements Answer<Void> {
        @Override
        public Optional<Outcome<Void>> take(Alert alert) {
            return alert.type() == AlertType.TORRENT_REMOVED ? Optional.of(Outcome.of(null)) : Optional.empty();
        }

        @Override
        public Optional<Outcome<Void>> lost() {
            return torrent.isValid() ? Optional.empty() : Optional.of(Outcome.of(null));
        }
    }

    private final class DeleteAnswer implements Answer<Void> {
        @Override
        public Optional<Outcome<Void>> take(Alert alert) {
            if (alert.type() == AlertType.TORRENT_DELETED) {
                return Optional.of(Outcome.of(null));
            }
            return alert instanceof TorrentDeleteFailed failed
                    ? Optional.of(notDeleted(failed.failure().message()))
                    : Optional.empty();
        }

        // the engine has tried by now
        @Override
        public Optional<Outcome<Void>> lost() {
            return torrent.storage()
                    .deletion()
                    .filter(deletion -> !torrent.isValid())
                    .map(deletion -> deletion.finish()
                            .map(files -> notDeleted("could not delete " + files))
                            .orElse(Outcome.of(null)));
        }

        private Outcome<Void> notDeleted(String why) {
            return Outcome.failed(new TorrentException(ErrorCode.ENGINE, what("was removed; ") + why));
        }
    }

    /** Waits until it has its metadata, or all that is to be downloaded of it. */
    CompletableFuture<Torrent> await(Operation goal) {
        CompletableFuture<Torrent> waiting = add(goal, alert -> Optional.empty(), () -> torrent.act(h -> {}));
        look();
        return waiting;
    }

    /** An alert is a reason to look whether what is waited for is there; the alert itself may be long outdated. */
    void look(Alert alert) {
        switch (alert.type()) {
            case METADATA_RECEIVED, TORRENT_FINISHED, TORRENT_CHECKED, STATE_CHANGED, TORRENT_ERROR -> {
                if (isAwaited()) {
                    session.executor().execute(this::look);
                }
            }
            case FILE_ERROR -> {
                if (session.requests().isPending(id, Operation.FINISH)) {
                    session.executor().execute(() -> stopped((FileError) alert));
                }
            }
            default -> {
                // brings it no closer
            }
        }
    }

    private boolean isAwaited() {
        return session.requests().isPending(id, Operation.METADATA)
                || session.requests().isPending(id, Operation.FINISH);
    }

    /** Looks whether what is waited for is there, or will never be. One that is gone is told of elsewhere. */
    void look() {
        if (isAwaited()) {
            torrent.status().ifPresent(status -> {
                if (status.isFinished()) {
                    torrent.names().look();
                }
                String error = status.error().equals(torrent.storage().nameProblem()) ? "" : status.error();
                Outcome<Torrent> failure =
                        Outcome.failed(new TorrentException(ErrorCode.ENGINE, what("has stopped: ") + error));
                if (status.hasMetadata() || !error.isEmpty()) {
                    session.requests()
                            .end(id, Operation.METADATA, status.hasMetadata() ? Outcome.of(torrent) : failure);
                }
                if (status.isFinished() || !error.isEmpty()) {
                    session.requests().end(id, Operation.FINISH, status.isFinished() ? Outcome.of(torrent) : failure);
                }
            });
        }
    }

    // where the engine cannot write, it only uploads from then on
    private void stopped(FileError error) {
        if (torrent.flags().contains(TorrentFlag.UPLOAD_MODE)) {
            session.requests().end(id, Operation.FINISH, Outcome.<Torrent>failed(what("has stopped"), error.failure()));
        }
    }
}
