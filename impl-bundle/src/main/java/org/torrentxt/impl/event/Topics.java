package org.torrentxt.impl.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/** Determines the alert types requested by a subscriber's service properties. */
final class Topics {
    /** The prefix of wildcards that refer to alerts. */
    private static final String OURS = "org/torrentxt/";

    private Topics() {}

    /**
     * The types for an EventHandler. A handler of all events, such as Karaf's own, does not enable high-volume types.
     *
     * @param topics value of its property {@code event.topics}: a String, a String[] or a Collection
     */
    static Set<AlertType> ofEventHandler(Object topics) {
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        for (String topic : strings(topics)) {
            if (topic.endsWith("*")) {
                String prefix = topic.substring(0, topic.length() - 1);
                if (AlertTopics.PREFIX.startsWith(prefix)) {
                    types.addAll(prefix.startsWith(OURS) ? notVerbose() : notDroppable());
                }
            } else if (topic.startsWith(AlertTopics.PREFIX)) {
                AlertType.byName(topic.substring(AlertTopics.PREFIX.length())).ifPresent(types::add);
            }
        }
        return types;
    }

    /**
     * The types for an AlertListener.
     *
     * @param names value of its property {@code alert.types}, or null for all types that are not verbose
     */
    static Set<AlertType> ofAlertListener(Object names) {
        if (names == null) {
            return notVerbose();
        }
        return strings(names).stream()
                .flatMap(name -> type(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.of(AlertType.ALERTS_DROPPED)));
    }

    /** The unknown alert types named by an AlertListener. */
    static List<String> unknownNames(Object names) {
        return strings(names).stream().filter(name -> type(name).isEmpty()).toList();
    }

    /** The unknown alert topics named by an EventHandler. */
    static List<String> unknownInTopics(Object topics) {
        return strings(topics).stream()
                .filter(topic -> topic.startsWith(AlertTopics.PREFIX) && !topic.endsWith("*"))
                .filter(topic -> AlertType.byName(topic.substring(AlertTopics.PREFIX.length()))
                        .isEmpty())
                .toList();
    }

    /**
     * True if an AlertListener wants the alerts of a session.
     *
     * @param sessions value of its property {@code session} or {@code session.name}, or null for all
     */
    static boolean isOfSession(Object sessions, String session) {
        return sessions == null || strings(sessions).contains(session);
    }

    // component property types have the names of constants
    private static Optional<AlertType> type(String name) {
        return AlertType.byName(name)
                .or(() -> Arrays.stream(AlertType.values())
                        .filter(type -> type.name().equals(name))
                        .findFirst());
    }

    private static Set<AlertType> notVerbose() {
        return allBut(AlertType::isVerbose);
    }

    private static Set<AlertType> notDroppable() {
        return allBut(AlertType::isDroppable);
    }

    private static Set<AlertType> allBut(Predicate<AlertType> unwanted) {
        return Arrays.stream(AlertType.values())
                .filter(unwanted.negate())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AlertType.class)));
    }

    private static List<String> strings(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(String::valueOf).toList();
        }
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }
}
