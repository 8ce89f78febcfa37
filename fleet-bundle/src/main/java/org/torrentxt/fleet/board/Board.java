package org.torrentxt.fleet.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A board on which all members of a cluster read and write: what one posts, the others read a moment later. It is not
 * trusted: anybody may post, replace and remove anything, and two parts of a cluster that were separated may have
 * different notices. So it is compared with what a node knows again and again, and what is missing is posted again.
 * Thread-safe.
 */
public interface Board extends AutoCloseable {
    /** False once it is closed, or has failed for good, as when memory was exhausted: one has to join again then. */
    boolean isOpen();

    /** The members at this moment, this one among them. */
    List<Member> members();

    /**
     * All notices about a subject, by key; those that are longer than allowed, or no bytes at all, are omitted.
     *
     * @param maxLength of a notice, in bytes
     */
    Map<String, byte[]> read(Subject subject, int maxLength);

    /**
     * One notice about a subject; empty if there is none, or as {@link #read(Subject, int)} omits it.
     *
     * @param key that of the notice
     * @param maxLength of the notice, in bytes
     */
    default Optional<byte[]> read(Subject subject, String key, int maxLength) {
        return Optional.ofNullable(read(subject, maxLength).get(key));
    }

    /** The keys of all notices about a subject. */
    default Set<String> keys(Subject subject) {
        return read(subject, Integer.MAX_VALUE).keySet();
    }

    /** Posts a notice, in place of an earlier one with that key. */
    void post(Subject subject, String key, byte[] notice);

    /** Removes a notice. */
    void remove(Subject subject, String key);

    /** Leaves the cluster. */
    @Override
    void close();
}
