package org.torrentxt.shell.torrent;

import java.util.Arrays;
import org.osgi.framework.Bundle;

/** How it stands with the bundle of the DHT store, which is optional. */
enum StoreBundle {
    /** It is not installed. */
    ABSENT,
    /** It is installed, and does not run. */
    STOPPED,
    /** It runs; whether its store does, is another question. */
    ACTIVE;

    /** Its symbolic name. */
    static final String NAME = "org.torrentxt.dht";

    /** How it stands among all bundles. */
    static StoreBundle among(Bundle... bundles) {
        return Arrays.stream(bundles)
                .filter(bundle -> NAME.equals(bundle.getSymbolicName()))
                .map(bundle -> bundle.getState() == Bundle.ACTIVE ? ACTIVE : STOPPED)
                .findFirst()
                .orElse(ABSENT);
    }
}
