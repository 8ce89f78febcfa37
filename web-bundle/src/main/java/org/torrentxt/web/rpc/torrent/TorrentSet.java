package org.torrentxt.web.rpc.torrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Labels;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.value.CategoryChange;
import org.torrentxt.web.rpc.value.FileChoice;
import org.torrentxt.web.rpc.value.ShareChange;

/** The method {@code torrent-set}: everything is checked for all torrents before the first of them is changed. */
final class TorrentSet {
    private static final int MOST_PEERS = 0xffffff;

    private final TorrentSession session;
    private final Arguments arguments;
    private final Optional<GroupChange> group;
    private final Optional<CategoryChange> category;
    private final List<Consumer<Torrent>> changes = new ArrayList<>();

    private TorrentSet(Call call) {
        this.session = call.session();
        this.arguments = call.arguments();
        this.group = GroupChange.of(call);
        this.category = CategoryChange.of(call);
    }

    static Answer call(Call call, Roster roster) {
        TorrentSet set = new TorrentSet(call);
        ShareChange shares = new ShareChange(call.arguments(), call.policies());
        if (!shares.isEmpty()) {
            set.add(shares::apply);
        }
        List<Torrent> torrents = TorrentIds.torrents(call.session(), call.arguments(), roster);
        set.read(torrents, roster);
        return TorrentActions.each(torrents, torrent -> set.changes.forEach(change -> change.accept(torrent)));
    }

    private void read(List<Torrent> torrents, Roster roster) {
        Unsupported.refuse(arguments);
        trackers(torrents, roster); // first, as the session may refuse them
        files(torrents);
        arguments.texts("labels").map(TorrentSet::labels).ifPresent(labels -> add(t -> t.setLabels(labels)));
        arguments
                .number("peer-limit", 2, MOST_PEERS)
                .ifPresent(limit -> add(torrent -> LimitFields.setPeerLimit(session, torrent, limit.intValue())));
        limit(KeptLimit.DOWNLOAD);
        limit(KeptLimit.UPLOAD);
        arguments.truth("sequentialDownload").ifPresent(on -> add(torrent -> torrent.setSequentialDownload(on)));
        queuePosition(torrents);
        group.ifPresent(change -> {
            change.check(torrents);
            add(change::apply);
        });
        category.ifPresent(change -> {
            change.check(torrents);
            add(change::apply);
        });
    }

    /** -1 is that of torrents that are not in the queue, which clients send back. */
    private void queuePosition(List<Torrent> torrents) {
        arguments.number("queuePosition", -1, Integer.MAX_VALUE).ifPresent(position -> {
            if (position >= 0) {
                add(torrent -> torrent.setQueuePosition(position.intValue()));
            } else if (torrents.stream().anyMatch(torrent -> torrent.queuePosition() >= 0)) {
                throw Arguments.invalid("queuePosition", "a number from 0", position);
            }
        });
    }

    private void add(Consumer<Torrent> change) {
        changes.add(change);
    }

    private static Set<String> labels(List<String> labels) {
        return Labels.labels(labels.stream().map(String::strip).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private void trackers(List<Torrent> torrents, Roster roster) {
        TrackerChange change = new TrackerChange(arguments);
        if (!change.isEmpty()) {
            change.check(torrents);
            add(change::apply);
            add(torrent -> roster.facts(torrent.id()).trackers().forget());
        }
    }

    private void files(List<Torrent> torrents) {
        FileChoice choice = new FileChoice(arguments);
        if (choice.isEmpty()) {
            return;
        }
        Map<Integer, Map<Integer, FilePriority>> priorities = new HashMap<>();
        for (Torrent torrent : torrents) {
            if (torrent.files().isEmpty()) {
                throw TorrentException.invalid("files of torrent " + torrent.id()
                        + " cannot be chosen: its metadata is not known yet; try again later");
            }
            priorities.put(torrent.id(), choice.priorities(torrent.files()));
        }
        add(torrent -> torrent.setFilePriorities(priorities.get(torrent.id())));
    }

    private void limit(KeptLimit limit) {
        Optional<Long> bytes = arguments.kilobytes(limit.valueName());
        Optional<Boolean> on = arguments.truth(limit.switchName());
        if (bytes.isPresent() || on.isPresent()) {
            add(torrent -> limit.change(torrent, bytes.orElse(null), on.orElse(null)));
        }
    }
}
