package org.torrentxt.impl.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/** Which kinds of alert a subscriber's service properties ask for. */
final class Topics {
    private Topics() {}

    /**
     * The kinds of an EventHandler.
     *
     * @param topics value of its property {@code event.topics}: a String, a String[] or a Collection
     */
    static Set<AlertType> ofEventHandler(Object topics) {
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        for (String topic : strings(topics)) {
            if (topic.endsWith("*")) {
                String prefix = topic.substring(0, topic.length() - 1);
                if (AlertTopics.PREFIX.startsWith(prefix)) {
                    types.addAll(notVerbose());
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

    private static Set<AlertType> notVerbose() {
        return Arrays.stream(AlertType.values())
                .filter(type -> !type.isVerbose())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AlertType.class)));
    }

    private static List<String> strings(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof String[] array) {
            return List.of(array);
        }
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }
}
