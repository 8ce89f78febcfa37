package org.torrentxt.web.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertType;

/**
 * What a client wants to know.
 *
 * @param alerts the types of alerts
 * @param status whether it wants to know how the status of torrents changes
 */
record Wanted(Set<AlertType> alerts, boolean status) {
    static final String STATUS = "status";

    private static final Wanted ALL = new Wanted(
            Arrays.stream(AlertType.values()).filter(type -> !type.isVerbose()).collect(Collectors.toSet()), true);

    /** Reports of what was dropped concern everybody. */
    Wanted {
        Set<AlertType> copy = EnumSet.of(AlertType.ALERTS_DROPPED);
        copy.addAll(alerts);
        alerts = copy;
    }

    /**
     * Reads lists of names, separated by commas; none stands for all but high-volume ones.
     *
     * @throws TorrentException for a name that is none
     */
    static Wanted of(List<String> lists) {
        List<String> names = lists.stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return names.isEmpty()
                ? ALL
                : new Wanted(
                        names.stream()
                                .filter(name -> !name.equals(STATUS))
                                .map(Wanted::type)
                                .collect(Collectors.toSet()),
                        names.contains(STATUS));
    }

    private static AlertType type(String name) {
        return AlertType.byName(name)
                .orElseThrow(() -> TorrentException.invalid(
                        "no such event: '" + name + "'; expected status, or a name such as torrentFinished"));
    }

    /** The names of all types. */
    Set<String> names() {
        return Stream.concat(alerts.stream().map(AlertType::alertName), status ? Stream.of(STATUS) : Stream.empty())
                .collect(Collectors.toSet());
    }
}
