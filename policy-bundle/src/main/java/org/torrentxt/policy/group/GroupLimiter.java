package org.torrentxt.policy.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Divides the limits of groups among their torrents: follows which torrents are in one that has a limit, and how fast
 * they are. Looks at what has changed only, and at nothing while no group has a limit.
 */
public final class GroupLimiter {
    private static final String OF_CATEGORY = "\n"; // before their names; no group has that in its name

    private volatile Map<String, RateGroup> groups = Map.of(); // sorted
    private Map<String, RateGroup> categories = Map.of(); // by OF_CATEGORY and their names
    private final Map<Integer, Member> members = new HashMap<>();
    private TorrentSession session; // null while there is nothing to look at
    private long version;
    private boolean isStale;

    /** A limiter of these groups. */
    public GroupLimiter(Collection<RateGroup> groups) {
        setGroups(groups);
    }

    /** The groups, sorted by name. */
    public List<RateGroup> groups() {
        return List.copyOf(groups.values());
    }

    /** Sets all groups; they are in force with the next look. */
    public synchronized void setGroups(Collection<RateGroup> changed) {
        Map<String, RateGroup> sorted = new TreeMap<>();
        changed.forEach(group -> sorted.put(group.name(), group));
        if (!sorted.equals(groups)) {
            groups = sorted;
            isStale = true;
        }
    }

    /** Sets the limits of all categories, each of which is a group of those of its torrents that are in no other. */
    public synchronized void setCategories(Collection<RateGroup> changed) {
        Map<String, RateGroup> sorted = new TreeMap<>();
        changed.forEach(category -> sorted.put(OF_CATEGORY + category.name(), category));
        if (!sorted.equals(categories)) {
            categories = sorted;
            isStale = true;
        }
    }

    /** Looks at what has changed since the last time, about a second ago, and divides the limits anew. */
    public synchronized void look(TorrentSession running) {
        if (session != running) {
            members.clear(); // those of a session that has ended
            session = running;
            isStale = true;
        }
        if (Stream.concat(groups.values().stream(), categories.values().stream())
                .noneMatch(GroupLimiter::hasLimit)) {
            release();
            return;
        }
        if (isStale) {
            isStale = false;
            version = 0;
        }
        follow(running.changes(version));
        Caps caps = new Caps(running);
        byGroup().forEach((name, some) -> new GroupDivision(group(name)).divide(some, caps));
        caps.apply();
    }

    private static boolean hasLimit(RateGroup group) {
        return group.downloadLimit() > 0 || group.uploadLimit() > 0;
    }

    private void follow(StatusChanges changes) {
        version = changes.version();
        if (changes.isComplete()) {
            Set<Integer> gone = new HashSet<>(members.keySet());
            changes.statuses().forEach(status -> gone.remove(status.id()));
            members.keySet().removeAll(gone);
        }
        changes.removed().forEach(members::remove);
        changes.statuses().forEach(this::follow);
    }

    private void follow(TorrentStatus status) {
        Optional<String> group = RateGroup.of(status.attributes())
                .or(() -> Category.of(status.attributes()).map(OF_CATEGORY::concat))
                .filter(name -> group(name) != null && hasLimit(group(name)));
        Member known = members.get(status.id());
        if (known != null && group.filter(known.group()::equals).isEmpty()) {
            members.remove(status.id());
            if (group.isEmpty()) {
                Caps.release(session, known);
            }
        }
        group.ifPresent(some ->
                members.computeIfAbsent(status.id(), id -> new Member(id, some)).follow(status));
    }

    private RateGroup group(String name) {
        return name.startsWith(OF_CATEGORY) ? categories.get(name) : groups.get(name);
    }

    private Map<String, List<Member>> byGroup() {
        return members.values().stream().collect(Collectors.groupingBy(Member::group));
    }

    /** Ends all caps, until the next look. */
    public synchronized void release() {
        List<Member> capped = new ArrayList<>(members.values());
        members.clear();
        isStale = true;
        if (session != null) {
            capped.forEach(member -> Caps.release(session, member));
        }
    }
}
