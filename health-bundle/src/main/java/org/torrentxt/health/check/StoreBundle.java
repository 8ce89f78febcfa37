package org.torrentxt.health.check;

import java.util.Arrays;
import org.osgi.framework.Bundle;

/** The state of the DHT store's bundle, which is optional. */
enum StoreBundle {
    /** Not installed. */
    ABSENT,
    /** Installed, but not active. */
    STOPPED,
    /** Active; its store may still not be running. */
    ACTIVE;

    /** Its symbolic name. */
    static final String NAME = "org.torrentxt.dht";

    /** The state of the bundle among all bundles. */
    static StoreBundle among(Bundle... bundles) {
        return Arrays.stream(bundles)
                .filter(bundle -> NAME.equals(bundle.getSymbolicName()))
                .map(bundle -> bundle.getState() == Bundle.ACTIVE ? ACTIVE : STOPPED)
                .findFirst()
                .orElse(ABSENT);
    }
}
