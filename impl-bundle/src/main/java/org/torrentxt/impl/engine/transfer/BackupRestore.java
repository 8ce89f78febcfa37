package org.torrentxt.impl.engine.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.backup.BackupArchive;
import org.torrentxt.impl.engine.content.TorrentParams;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.migration.SavePaths;
import org.torrentxt.impl.state.BackupManifest;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.impl.state.TorrentState;

/** Adds the torrents of a backup as if they had been loaded from the state folder. */
final class BackupRestore {
    private final TorrentContext session;
    private final TorrentSession api;
    private final TorrentTable torrents;
    private final TorrentAdder adder;
    private final Optional<SavedSession> saved;
    private final TransferRequest request;
    private final SavePaths places;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> files = new HashSet<>(); // on disk now

    BackupRestore(
            TorrentContext session,
            TorrentSession api,
            TorrentTable torrents,
            TorrentAdder adder,
            Optional<SavedSession> saved,
            TransferRequest request) {
        this.session = session;
        this.api = api;
        this.torrents = torrents;
        this.adder = adder;
        this.saved = saved;
        this.request = request;
        this.places = new SavePaths(request.contentFolder(), request.replacedPaths());
    }

    TransferReport run(BackupArchive archive) throws IOException, InterruptedException {
        if (saved.isPresent() && !request.isDryRun()) {
            awaitSaved(saved.get()); // what was removed has no file then
            files.addAll(saved.get().store().files());
            // so that none of them is given to another one
            archive.torrents().stream()
                    .max(Integer::compare)
                    .ifPresent(saved.get().store()::take);
        }
        warnings.addAll(archive.problems());
        if (request.hasSettings()) {
            warnings.addAll(new SettingsRestore(api, request.isDryRun()).run(archive));
        }
        archive.manifest().map(BackupManifest::omittedOfSession).orElse(List.of()).stream()
                .map(omitted -> "not in the backup, as it is a secret: " + omitted)
                .forEach(warnings::add);
        List<TransferredTorrent> done = new ArrayList<>();
        for (int id : archive.torrents()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            done.add(restore(archive, id));
        }
        if (!request.isDryRun()) {
            session.saving().saveQueue();
        }
        return TransferReport.builder(done)
                .warnings(warnings)
                .isDryRun(request.isDryRun())
                .build();
    }

    private static void awaitSaved(SavedSession saved) throws InterruptedException {
        try {
            saved.saveState().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TorrentException failure && failure.code() == ErrorCode.NO_SESSION) {
                throw failure;
            } // else its files stay as they are, and their ids are not used
        }
    }

    private TransferredTorrent restore(BackupArchive archive, int id) {
        String name = BackupArchive.nameOf(id);
        TransferredTorrent.Builder result =
                TransferredTorrent.builder(name, TransferOutcome.REFUSED).name(name);
        try {
            TorrentState state = archive.torrent(id);
            ResumeDictionary resume = state.resume();
            result.infoHashes(resume.infoHashes())
                    .name(TorrentNames.of(resume))
                    .savePath(resume.savePath().orElse(""))
                    .labels(state.labels())
                    .notes(lacking(archive, id));
            Optional<EngineTorrent> present = resume.infoHashes().stream()
                    .flatMap(hash -> torrents.find(hash).stream())
                    .findFirst();
            if (present.isPresent()) {
                return result.outcome(TransferOutcome.PRESENT)
                        .id(present.get().id())
                        .notes(List.of())
                        .build();
            }
            return add(moved(state), result);
        } catch (IOException | TorrentException e) {
            if (e instanceof TorrentException failure && failure.code() == ErrorCode.NO_SESSION) {
                throw failure;
            }
            return result.reason(Reasons.of(e)).build();
        }
    }

    private static List<String> lacking(BackupArchive archive, int id) {
        return archive.manifest().map(manifest -> manifest.omitted().get(id)).orElse(List.of()).stream()
                .map(omitted -> "not in the backup, as it is a secret: " + omitted)
                .toList();
    }

    private TorrentState moved(TorrentState state) {
        ResumeDictionary resume = state.resume();
        String before = resume.savePath().orElse("");
        String now = places.choose(before).toString();
        return now.equals(before) ? state : state.withResume(resume.with("save_path", now));
    }

    private TransferredTorrent add(TorrentState state, TransferredTorrent.Builder result) {
        result.outcome(TransferOutcome.NEW).savePath(state.resume().savePath().orElse(""));
        List<String> notes = new ArrayList<>(result.build().notes());
        if (request.isDryRun()) {
            TorrentParams.ofSaved(state.resume().encoded(), session.urls(), session.savePath())
                    .missing()
                    .ifPresent(notes::add);
            return result.notes(notes).build();
        }
        EngineTorrent torrent = adder.add(adder.read(state.withId(id(state))));
        torrent.record().flatMap(TorrentRecord::asleep).ifPresent(notes::add);
        if (torrent.id() != state.id()) {
            notes.add("its id was " + state.id());
        }
        return result.id(torrent.id()).notes(notes).build();
    }

    // Its own, unless another torrent has it, or a file that is none of its own.
    private int id(TorrentState state) {
        int id = session.saving()
                .notLoaded(state.resume().infoHashes())
                .map(TorrentState::id)
                .filter(former -> !isTaken(former))
                .orElse(state.id());
        boolean isOwn = session.saving()
                .notLoaded(state.resume().infoHashes())
                .filter(former -> former.id() == id)
                .isPresent();
        boolean isFree = !isTaken(id) && (isOwn || !files.contains(SessionStore.name(id)));
        return isFree && saved.isPresent() && saved.get().store().take(id) ? id : torrents.nextId();
    }

    private boolean isTaken(int id) {
        return torrents.find(id).isPresent() || torrents.leaving(id).isPresent();
    }
}
