package org.torrentxt.api;

import java.util.Objects;

/**
 * The one exception of this API. Unchecked; callers that care branch on {@link #code()}, people read the message, which
 * names what was wrong and what would be right.
 */
public class TorrentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates an exception.
     *
     * @param code what kind of failure, not null
     * @param message one sentence for people, not null
     */
    public TorrentException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param code what kind of failure, not null
     * @param message one sentence for people, not null
     * @param cause what led to it, or null
     */
    public TorrentException(ErrorCode code, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What kind of failure this is. */
    public ErrorCode code() {
        return code;
    }

    /** A {@link ErrorCode#INVALID_ARGUMENT} failure with the given message. */
    public static TorrentException invalid(String message) {
        return new TorrentException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
