package org.torrentxt.api;

import java.util.Objects;

/**
 * The exception of this API. Unchecked; programs can use {@link #code()}, and the message tells users what is wrong and
 * what is expected.
 */
public class TorrentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_MESSAGE = 600;
    private static final int PART = 250;

    private final ErrorCode code;

    /**
     * Creates an exception.
     *
     * @param code the kind of failure, not null
     * @param message one sentence for users, not null
     */
    public TorrentException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param code the kind of failure, not null
     * @param message one sentence for users, not null
     * @param cause the cause, or null
     */
    public TorrentException(ErrorCode code, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** The kind of failure. */
    public ErrorCode code() {
        return code;
    }

    /**
     * An {@link ErrorCode#INVALID_ARGUMENT} failure with the given message. Of a message with a long argument,
     * beginning and end are kept: what is wrong and what is expected.
     */
    public static TorrentException invalid(String message) {
        int length = Objects.requireNonNull(message, "message").length();
        return new TorrentException(
                ErrorCode.INVALID_ARGUMENT,
                length <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, PART) + "..." + message.substring(length - PART));
    }
}
