package org.torrentxt.impl.event;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** How subscribers are named to people. */
final class Subscribers {
    private Subscribers() {}

    /** Its component or its interfaces, the number of its service, and its bundle. */
    static String describe(ServiceReference<?> reference) {
        Object component = reference.getProperty("component.name");
        Object name = component != null
                ? component
                : Arrays.toString((Object[]) reference.getProperty(Constants.OBJECTCLASS));
        Bundle bundle = reference.getBundle();
        String owner = bundle == null ? "which is gone" : "bundle " + bundle.getSymbolicName();
        return name + " (service " + reference.getProperty(Constants.SERVICE_ID) + ", " + owner + ")";
    }
}
