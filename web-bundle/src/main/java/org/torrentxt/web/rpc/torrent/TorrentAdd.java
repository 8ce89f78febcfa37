package org.torrentxt.web.rpc.torrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.call.ServerFolders;
import org.torrentxt.web.rpc.session.Preferences;
import org.torrentxt.web.rpc.session.SessionPreferences;
import org.torrentxt.web.rpc.value.CategoryChange;
import org.torrentxt.web.rpc.value.FileChoice;

/** The method {@code torrent-add}. */
final class TorrentAdd {
    private static final List<Field> ANSWERED = TorrentFields.named(List.of("hashString", "id", "name"));
    private static final int MOST_PEERS = 0xffffff;

    private final Preferences preferences;

    TorrentAdd(Preferences preferences) {
        this.preferences = preferences;
    }

    Answer call(Call call) {
        Arguments arguments = call.arguments();
        SessionPreferences preferred = preferences.of(call.session());
        FileChoice choice = new FileChoice(arguments);
        boolean isPaused = arguments.truth("paused").orElse(!preferred.startsAdded());
        arguments.number("bandwidthPriority", -1, 1); // checked, though it has no effect
        AddTorrent.Builder request = TorrentSource.of(call);
        Optional<String> category = CategoryChange.ofAdded(call);
        ServerFolders.of(arguments, "download-dir")
                .or(() -> hasFolder(call, category) ? Optional.empty() : preferred.downloadFolder())
                .ifPresent(request::savePath);
        arguments.texts("labels").ifPresent(labels -> labels.forEach(label -> request.label(label.strip())));
        arguments
                .number("peer-limit", 2, MOST_PEERS)
                .or(preferred::peerLimit)
                .ifPresent(limit -> request.maxConnections(limit.intValue()));
        if (isPaused || !choice.isEmpty()) {
            request.paused();
        }
        if (arguments.truth("sequentialDownload").orElse(false)) {
            request.sequential();
        }
        call.policies().ifPresent(policies -> policies.categories().place(request, category));
        AddResult result = call.session().add(request.build());
        if (result.isNew()) {
            start(result.torrent(), choice, isPaused);
        }
        return answer(call, result);
    }

    // That of a category precedes the one that is usual for the session.
    private static boolean hasFolder(Call call, Optional<String> category) {
        return call.policies()
                .flatMap(policies -> category.map(policies.categories()::require))
                .flatMap(Category::savePath)
                .isPresent();
    }

    /** Not started before it is known which files are wanted. */
    private static void start(Torrent torrent, FileChoice choice, boolean isPaused) {
        if (choice.isEmpty()) {
            return;
        }
        try {
            choose(torrent, choice);
        } catch (TorrentException e) {
            torrent.remove(false);
            throw e;
        }
        if (!isPaused) {
            torrent.resume();
        }
    }

    private static void choose(Torrent torrent, FileChoice choice) {
        if (torrent.files().isEmpty()) {
            throw TorrentException.invalid(
                    "files cannot be chosen before the metadata of a magnet link is known; add it without, then"
                            + " choose");
        }
        boolean listsPads = torrent.infoHashes().v1().isPresent(); // as files of v2 need none
        Map<Integer, FilePriority> priorities = choice.prioritiesInFile(torrent.files(), listsPads);
        if (!priorities.isEmpty()) {
            torrent.setFilePriorities(priorities);
        }
    }

    private static Answer answer(Call call, AddResult result) {
        Torrent torrent = result.torrent();
        return out -> {
            out.key(result.isNew() ? "torrent-added" : "torrent-duplicate");
            TorrentView view =
                    new TorrentView(call, torrent.status().orElseGet(() -> gone(torrent)), new Facts(), true);
            TorrentGet.object(out, ANSWERED, view);
        };
    }

    private static TorrentStatus gone(Torrent torrent) {
        return TorrentStatus.builder(torrent.id())
                .infoHashes(torrent.infoHashes())
                .build();
    }
}
