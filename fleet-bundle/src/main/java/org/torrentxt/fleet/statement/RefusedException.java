package org.torrentxt.fleet.statement;

/** A statement is not accepted; the message says why, as a part of a sentence. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    RefusedException(String reason) {
        this(reason, false);
    }

    RefusedException(String reason, boolean mayPass) {
        super(reason);
        this.mayPass = mayPass;
    }

    /** True if the same statement may be accepted later, as when a disk is full. */
    public boolean mayPass() {
        return mayPass;
    }
}
