package org.torrentxt.impl.gateway;

import java.io.IOException;

/** A failed request, with a reason for users. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The reason why a request failed, in words. */
    static String reason(IOException failure) {
        String message = failure.getMessage();
        if (failure instanceof RefusedException) {
            return message;
        }
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
