package org.torrentxt.api.policy;

import java.util.List;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;

/** Names that are kept in attributes of torrents and in configurations. */
final class PolicyNames {
    private static final String SPECIAL = ",$\\"; // in configurations
    private static final String NONE = "none"; // in commands

    private PolicyNames() {}

    static String check(String what, String name) {
        try {
            Labels.labels(List.of(name)); // the rules are the same, but for two characters more
        } catch (TorrentException e) {
            throw TorrentException.invalid(e.getMessage().replaceFirst("label", "name of a " + what));
        }
        if (name.chars().anyMatch(character -> SPECIAL.indexOf(character) >= 0)) {
            throw TorrentException.invalid(
                    "invalid name of a " + what + " '" + name + "': expected no commas, dollar signs and backslashes");
        }
        return name;
    }

    static String checkNotNone(String what, String name) {
        if (name.equals(NONE)) {
            throw TorrentException.invalid(
                    "invalid name of a " + what + " '" + NONE + "': expected another name, as that means no " + what);
        }
        return check(what, name);
    }
}
