package org.torrentxt.fleet.statement;

/** A statement is not accepted; the message says why, as a part of a sentence. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether more can be expected of a statement that was refused. */
    enum Kind {
        /** It is never accepted. */
        FINAL,
        /** The same statement may be accepted later, as when a disk is full. */
        PASSING,
        /** A newer one was accepted; those who have not heard of that may still show this one. */
        OUTDATED
    }

    private final Kind kind;

    RefusedException(String reason) {
        this(reason, Kind.FINAL);
    }

    RefusedException(String reason, Kind kind) {
        super(reason);
        this.kind = kind;
    }

    /** True if the same statement may be accepted later, as when a disk is full. */
    public boolean mayPass() {
        return kind == Kind.PASSING;
    }

    /** True if a newer one was accepted before: in a fleet that is told of it, this is seen for a moment. */
    public boolean isOutdated() {
        return kind == Kind.OUTDATED;
    }
}
