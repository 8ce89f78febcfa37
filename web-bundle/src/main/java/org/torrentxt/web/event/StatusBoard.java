package org.torrentxt.web.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Json;

/**
 * The status of all torrents of a session, and which of them have changed since when. A version is counted with each
 * look that finds changes. Not thread-safe.
 */
final class StatusBoard {
    private static final int MOST_REMOVED = 10_000;

    private static final class Row {
        final TorrentStatus status;
        final long version;
        private String json;

        Row(TorrentStatus status, long version) {
            this.status = status;
            this.version = version;
        }

        String json() {
            if (json == null) {
                json = Json.write(status);
            }
            return json;
        }
    }

    private record Removed(int id, long version) {}

    private final String session;
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final Deque<Removed> removed = new ArrayDeque<>();
    private long version = 1;
    private long oldest = 1;
    private long seen;

    StatusBoard(String session) {
        this.session = session;
    }

    /** The present version; at least 1. */
    long version() {
        return version;
    }

    /** Forgets what was before: nothing that comes now is a change of it. */
    void clear() {
        rows.clear();
        removed.clear();
        seen = 0;
        version++;
        oldest = version;
    }

    /** The version of the session's own changes that it has; 0 for none. */
    long seen() {
        return seen;
    }

    /** Takes what has changed in the session since {@link #seen}. */
    void update(StatusChanges changes) {
        long next = version + 1;
        boolean isChanged = false;
        for (TorrentStatus status : changes.statuses()) {
            Row row = rows.get(status.id());
            if (row == null || !row.status.equals(status)) {
                rows.put(status.id(), new Row(status, next));
                isChanged = true;
            }
        }
        for (int id : gone(changes)) {
            if (rows.remove(id) != null) {
                removed.add(new Removed(id, next));
                isChanged = true;
            }
        }
        seen = changes.version();
        while (removed.size() > MOST_REMOVED) {
            oldest = removed.remove().version;
        }
        version = isChanged ? next : version;
    }

    private Set<Integer> gone(StatusChanges changes) {
        if (!changes.isComplete()) {
            return Set.copyOf(changes.removed());
        }
        Set<Integer> gone = new HashSet<>(rows.keySet());
        changes.statuses().forEach(status -> gone.remove(status.id()));
        return gone;
    }

    /**
     * What has changed since a version, as a document; all torrents if that is too long ago, or for version 0.
     */
    String changes(long since) {
        boolean isComplete = since < oldest;
        Stream<String> torrents = rows.values().stream()
                .filter(row -> isComplete || row.version > since)
                .map(Row::json);
        List<Integer> ids = isComplete
                ? List.of()
                : removed.stream()
                        .filter(each -> each.version > since && !rows.containsKey(each.id))
                        .map(Removed::id)
                        .toList();
        return document(isComplete, torrents, ids);
    }

    /** The session's own changes, as a document of the same form. */
    String document(StatusChanges changes) {
        return document(changes.isComplete(), changes.statuses().stream().map(Json::write), changes.removed());
    }

    private String document(boolean isComplete, Stream<String> torrents, List<Integer> ids) {
        return "{\"session\":" + Json.write(session) + ",\"complete\":" + isComplete + ",\"torrents\":"
                + torrents.collect(Collectors.joining(",", "[", "]")) + ",\"removed\":" + Json.write(ids) + "}";
    }
}
