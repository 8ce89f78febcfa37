package org.torrentxt.web.rpc.torrent;

import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.web.rpc.call.Call;

/** How a client puts torrents into a group, which is created unless there is one of that name, or out of theirs. */
final class GroupChange {
    private static final String GROUP = "group";

    private final Optional<GroupPolicy> groups;
    private final Optional<String> wanted; // empty for none

    private GroupChange(Call call, Optional<String> wanted) {
        this.groups = call.policies().map(SessionPolicies::groups);
        this.wanted = wanted.map(RateGroup::checkName);
    }

    /** The change that arguments ask for; empty if they ask for none. */
    static Optional<GroupChange> of(Call call) {
        return call.arguments()
                .text(GROUP)
                .map(String::strip)
                .map(name -> new GroupChange(call, Optional.of(name).filter(some -> !some.isEmpty())));
    }

    /** Refuses what cannot be done. */
    void check(Iterable<Torrent> torrents) {
        for (Torrent torrent : torrents) {
            if (groups.isEmpty() && !isIn(torrent)) {
                throw Call.noPolicies(GROUP);
            }
        }
    }

    private boolean isIn(Torrent torrent) {
        return RateGroup.of(torrent.attributes()).equals(wanted);
    }

    void apply(Torrent torrent) {
        groups.filter(some -> !isIn(torrent)).ifPresent(policy -> {
            wanted.filter(name -> policy.find(name).isEmpty())
                    .ifPresent(name -> policy.set(RateGroup.builder(name).build()));
            policy.assign(torrent, wanted);
        });
    }
}
