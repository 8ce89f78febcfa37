package org.torrentxt.impl.gateway;

import java.io.IOException;
import org.torrentxt.failure.Reasons;

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
        return failure instanceof RefusedException ? failure.getMessage() : Reasons.of(failure);
    }
}
