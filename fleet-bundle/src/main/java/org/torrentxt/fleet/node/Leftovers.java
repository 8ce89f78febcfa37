package org.torrentxt.fleet.node;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/** Removes from a board what nobody needs any more. Not for long at a time, as each notice waits for another node. */
final class Leftovers {
    /** How long a node posts or removes at a time, in ns. */
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(250);

    private Leftovers() {}

    /**
     * Removes what is left.
     *
     * @param clock in nanoseconds
     * @param isLeft tells it by its key and the ids of all members
     * @return false if there may be more
     */
    static boolean remove(Board board, Subject subject, LongSupplier clock, BiPredicate<String, Set<String>> isLeft) {
        long start = clock.getAsLong();
        Set<String> keys = board.keys(subject); // before the members, as others may join meanwhile
        Set<String> members = board.members().stream().map(Member::id).collect(Collectors.toSet());
        for (String key : keys) {
            if (isLeft.test(key, members)) {
                board.remove(subject, key);
                if (clock.getAsLong() - start > PATIENCE) {
                    return false;
                }
            }
        }
        return true;
    }
}
