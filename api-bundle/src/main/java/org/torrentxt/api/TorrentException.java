package org.torrentxt.api;

import java.util.Objects;

/**
 * The one exception of this API. Unchecked; callers that care branch on {@link #code()}, people read the message, which
 * names what was wrong and what would be right.
 */
public class TorrentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_MESSAGE = 600;
    private static final int PART = 250;

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

    /**
     * A {@link ErrorCode#INVALID_ARGUMENT} failure with the given message. Of one that repeats an argument at length, beginning and
     * end are kept: what was wrong, and what would be right.
     */
    public static TorrentException invalid(String message) {
        int length = message.length();
        return new TorrentException(
                ErrorCode.INVALID_ARGUMENT,
                length <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, PART) + "..." + message.substring(length - PART));
    }
}
