package org.torrentxt.fleet.reconcile;

import java.util.Map;
import java.util.Optional;
import org.torrentxt.fleet.statement.RefusedException;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;

/**
 * For which statement the fleet has added a torrent: an attribute of the torrent, so that it is saved with it. A torrent
 * without one belongs to others, and is never changed or removed.
 *
 * @param id of the statement
 * @param sequence its sequence number
 */
record Mark(StatementId id, long sequence) {
    /** The attribute with the mark. */
    static final String ATTRIBUTE = "org.torrentxt.fleet.deployment";

    static Mark of(Statement statement) {
        return new Mark(statement.id(), statement.sequence());
    }

    static Optional<Mark> of(Map<String, String> attributes) {
        String text = attributes.getOrDefault(ATTRIBUTE, "");
        int slash = text.indexOf('/');
        try {
            return slash < 0
                    ? Optional.empty()
                    : Optional.of(new Mark(
                            StatementId.parse(text.substring(slash + 1)), Long.parseLong(text.substring(0, slash))));
        } catch (RefusedException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    String text() {
        return sequence + "/" + id.text();
    }
}
