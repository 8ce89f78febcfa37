package org.torrentxt.shell.session;

import java.util.List;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;

/** Names of groups that are typed. */
public final class GroupNames {
    private GroupNames() {}

    /** What to throw for a name that no group has; the message has those that there are. */
    public static TorrentException unknown(String name, GroupPolicy groups) {
        List<RateGroup> all = groups.all();
        return TorrentException.invalid("no such group: '" + name + "'; "
                + (all.isEmpty()
                        ? "there are none, add it with torrent:groups --down RATE NAME"
                        : "expected one of " + all.stream().map(RateGroup::name).collect(Collectors.joining(", "))));
    }
}
