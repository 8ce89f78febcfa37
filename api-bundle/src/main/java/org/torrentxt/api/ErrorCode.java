package org.torrentxt.api;

/** The reason why a call failed, for use by programs. */
public enum ErrorCode {
    /** A failure that has no other code; see the message. */
    GENERIC(-1),
    /** The torrent no longer exists: it was removed, or its session was stopped. */
    BAD_HANDLE(-2),
    /** An argument was missing, malformed or out of range, or the name of a setting was unknown. */
    INVALID_ARGUMENT(-3),
    /** A session with that name is already running. */
    SESSION_LIVE(-4),
    /** The operation requires a running session, but there is none. */
    NO_SESSION(-5),
    /** The engine failed although the arguments were valid; the message is from the engine. */
    ENGINE(-6),
    /** The native library is missing, or does not match the Java binding. */
    ABI(-7),
    /** No answer arrived in time. */
    TIMEOUT(-8),
    /** A conflict: the existing version is newer than the given one, or differs from the expected one. */
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
