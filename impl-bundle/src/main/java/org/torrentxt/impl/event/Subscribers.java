package org.torrentxt.impl.event;

import java.util.Arrays;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.outlet.Delivery;

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

    /**
     * What to report of a delivery that takes too long.
     *
     * @param kind the kind of the subscriber
     * @param who the subscriber, in words
     */
    static StuckSubscriber stuck(Delivery<Alert> delivery, StuckSubscriber.Kind kind, String who) {
        Optional<String> location = delivery.subscriber();
        String where = location.map(frame -> " at " + frame).orElse("");
        return StuckSubscriber.builder(
                        kind, StuckSubscriber.State.SLOW, who + where + " has not returned from " + delivery)
                .location(location)
                .build();
    }
}
