package org.torrentxt.shell.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.shell.format.Units;

/** What a backup lacks, with a line for each server and not for each torrent. */
final class OmittedSecrets {
    private static final Pattern OF_TORRENT = Pattern.compile("torrent ([0-9]+): (.*)");
    private static final int FEW = 10;

    private OmittedSecrets() {}

    static List<String> lines(List<String> omitted) {
        Map<String, List<String>> torrents = new TreeMap<>();
        for (String line : omitted) {
            Matcher matcher = OF_TORRENT.matcher(line);
            boolean isOfTorrent = matcher.matches();
            torrents.merge(
                    isOfTorrent ? matcher.group(2) : line,
                    isOfTorrent ? List.of(matcher.group(1)) : List.of(),
                    OmittedSecrets::both);
        }
        return torrents.entrySet().stream()
                .map(entry -> entry.getKey() + of(entry.getValue()))
                .toList();
    }

    private static List<String> both(List<String> some, List<String> more) {
        List<String> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private static String of(List<String> torrents) {
        if (torrents.isEmpty()) {
            return "";
        }
        return torrents.size() <= FEW
                ? " (torrent " + String.join(", ", torrents) + ")"
                : " (" + Units.plural(torrents.size(), "torrent") + ")";
    }
}
