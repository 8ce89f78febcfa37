package org.torrentxt.shell.top;

/**
 * A key that was pressed.
 *
 * @param kind which one
 * @param character of {@link Kind#CHARACTER}
 */
record Key(Kind kind, char character) {
    /** Which keys there are. */
    enum Kind {
        /** One that is typed. */
        CHARACTER,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        BACKSPACE,
        ESCAPE,
        /** One without a meaning here, or none in time. */
        NONE,
        /** None will be pressed any more. */
        CLOSED
    }

    static Key of(Kind kind) {
        return new Key(kind, '\0');
    }
}
