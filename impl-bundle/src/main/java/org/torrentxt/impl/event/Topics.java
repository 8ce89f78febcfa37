package org.torrentxt.impl.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/** Which kinds of alert a subscriber's service properties ask for. */
final class Topics {
    /** What a wildcard begins with that is meant for our events. */
    private static final String OURS = "org/torrentxt/";

    private Topics() {}

    /**
     * The kinds of an EventHandler. One that takes whatever there is, as Karaf's own does, is no reason to raise what comes by
     * the thousand.
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
     * The kinds of an AlertListener.
     *
     * @param names value of its property {@code alert.types}, or null for all that are not verbose
     */
    static Set<AlertType> ofAlertListener(Object names) {
        if (names == null) {
            return notVerbose();
        }
        return strings(names).stream()
                .flatMap(name -> AlertType.byName(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.of(AlertType.ALERTS_DROPPED)));
    }

    /** What an AlertListener names as alerts, and is none. */
    static List<String> unknownNames(Object names) {
        return strings(names).stream()
                .filter(name -> AlertType.byName(name).isEmpty())
                .toList();
    }

    /** The topics below that of alerts that an EventHandler names, and that no alert has. */
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
     * @param sessions value of its property {@code session}, or null for all
     */
    static boolean isOfSession(Object sessions, String session) {
        return sessions == null || strings(sessions).contains(session);
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
