package org.torrentxt.api.status;

import java.util.Locale;

/** Where a session may connect to; {@code network} in its configuration. */
public enum Network {
    /** This machine only. */
    LOCAL,
    /** The local network only. */
    LAN,
    /** Everywhere. */
    INTERNET;

    /** Its name in the configuration: {@code local}, {@code lan} or {@code internet}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
