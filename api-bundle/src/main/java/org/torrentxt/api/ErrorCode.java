package org.torrentxt.api;

/** Why a call was refused, in terms a program can branch on. */
public enum ErrorCode {
    /** A failure that fits no other code; the message is all there is to know. */
    GENERIC(-1),
    /** The session or torrent no longer exists: removed, or its session was stopped. */
    BAD_HANDLE(-2),
    /** An argument was missing, malformed or out of range, an unknown setting key included. */
    INVALID_ARGUMENT(-3),
    /** A session of that name is running already. */
    SESSION_LIVE(-4),
    /** The operation needs a running session and there is none. */
    NO_SESSION(-5),
    /** The engine failed where the arguments were right: the message is its own. */
    ENGINE(-6),
    /** The native library is missing, or does not fit the Java part of the binding. */
    ABI(-7),
    /** No answer came in time. */
    TIMEOUT(-8),
    /** A conflict: what exists is newer than what was given, or differs from what was expected. */
    CONFLICT(-9);

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    /** The stable negative number of this code, for logs and other languages. */
    public int code() {
        return code;
    }
}
