package org.torrentxt.web.json;

/** Thrown for text that is not a JSON document, or one that is too deep; the message says what is wrong with it. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an instance. */
    public MalformedJsonException(String message) {
        super(message);
    }
}
