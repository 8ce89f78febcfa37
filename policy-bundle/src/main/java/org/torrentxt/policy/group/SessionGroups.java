package org.torrentxt.policy.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;

/** {@link GroupPolicy} by a {@link GroupLimiter}. */
public final class SessionGroups implements GroupPolicy {
    private final GroupLimiter limiter;
    private final Consumer<UnaryOperator<Collection<RateGroup>>> save;

    /**
     * Creates an instance.
     *
     * @param save makes a change of all groups, one after the other: puts them in force and writes them
     */
    public SessionGroups(GroupLimiter limiter, Consumer<UnaryOperator<Collection<RateGroup>>> save) {
        this.limiter = limiter;
        this.save = save;
    }

    @Override
    public List<RateGroup> all() {
        return limiter.groups();
    }

    @Override
    public void set(RateGroup group) {
        Objects.requireNonNull(group, "group");
        save.accept(before -> {
            Map<String, RateGroup> changed = byName(before);
            changed.put(group.name(), group);
            if (changed.size() > MAX_GROUPS) {
                throw TorrentException.invalid("too many groups: " + changed.size() + "; expected at most " + MAX_GROUPS
                        + "; remove one first");
            }
            return changed.values();
        });
    }

    @Override
    public boolean remove(String name) {
        Objects.requireNonNull(name, "name");
        if (find(name).isEmpty()) {
            return false;
        }
        save.accept(before -> {
            Map<String, RateGroup> changed = byName(before);
            changed.remove(name);
            return changed.values();
        });
        return true;
    }

    private static Map<String, RateGroup> byName(Collection<RateGroup> groups) {
        return groups.stream()
                .collect(Collectors.toMap(RateGroup::name, group -> group, (first, second) -> second, TreeMap::new));
    }

    @Override
    public void assign(Torrent torrent, Optional<String> group) {
        Objects.requireNonNull(torrent, "torrent");
        Objects.requireNonNull(group, "group")
                .map(RateGroup::checkName)
                .ifPresentOrElse(
                        name -> torrent.changeAttributes(Map.of(RateGroup.ATTRIBUTE, name), Set.of()),
                        () -> torrent.changeAttributes(Map.of(), Set.of(RateGroup.ATTRIBUTE)));
    }
}
