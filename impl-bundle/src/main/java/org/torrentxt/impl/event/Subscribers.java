package org.torrentxt.impl.event;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Describes subscribers in messages. */
final class Subscribers {
    private Subscribers() {}

    /** The component or interfaces, service id, and bundle. */
    static String describe(ServiceReference<?> reference) {
        Object component = reference.getProperty("component.name");
        Object name = component != null
                ? component
                : Arrays.toString((Object[]) reference.getProperty(Constants.OBJECTCLASS));
        Bundle bundle = reference.getBundle();
        String owner = bundle == null ? "unregistered" : "bundle " + bundle.getSymbolicName();
        return name + " (service " + reference.getProperty(Constants.SERVICE_ID) + ", " + owner + ")";
    }
}
