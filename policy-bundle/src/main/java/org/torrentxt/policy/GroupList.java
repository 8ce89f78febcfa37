package org.torrentxt.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.Sizes;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;

/** Groups of torrents as a value of a configuration: {@code NAME:DOWNLOAD:UPLOAD}, separated by commas. */
final class GroupList {
    static final String KEY = "groups";

    private static final String NONE = "none";
    private static final Pattern GROUP = Pattern.compile("(?<name>.+):(?<down>[^:]*):(?<up>[^:]*)");

    private GroupList() {}

    /**
     * Reads groups.
     *
     * @throws TorrentException that names the group that is wrong
     */
    static List<RateGroup> read(String text) {
        Map<String, RateGroup> groups = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                RateGroup group = named(part.strip());
                if (groups.put(group.name(), group) != null) {
                    throw TorrentException.invalid(
                            KEY + ": group '" + group.name() + "' is there twice; remove one of them");
                }
            }
        }
        if (groups.size() > GroupPolicy.MAX_GROUPS) {
            throw TorrentException.invalid(
                    "too many " + KEY + ": " + groups.size() + "; expected at most " + GroupPolicy.MAX_GROUPS);
        }
        return List.copyOf(groups.values());
    }

    private static RateGroup named(String text) {
        try {
            return group(text);
        } catch (TorrentException e) {
            throw TorrentException.invalid(KEY + ": " + e.getMessage());
        }
    }

    private static RateGroup group(String text) {
        Matcher group = GROUP.matcher(text);
        if (!group.matches()) {
            throw TorrentException.invalid(
                    "invalid group '" + text + "': expected NAME:DOWNLOAD:UPLOAD, such as films:500K:none");
        }
        String name = group.group("name").strip();
        return RateGroup.builder(name)
                .downloadLimit(rate("download of '" + name + "'", group.group("down")))
                .uploadLimit(rate("upload of '" + name + "'", group.group("up")))
                .build();
    }

    private static long rate(String what, String text) {
        return Limits.rate(what, Sizes.parseRate(what, text));
    }

    static String written(Collection<RateGroup> groups) {
        return groups.stream()
                .map(group -> group.name() + ":" + written(group.downloadLimit()) + ":" + written(group.uploadLimit()))
                .collect(Collectors.joining(","));
    }

    private static String written(long rate) {
        return rate == 0 ? NONE : String.valueOf(rate);
    }
}
