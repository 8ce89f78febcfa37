package org.torrentxt.testing;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.api.status.TorrentStatus;

/** Policies of a session that do nothing, and remember what they are told, but for {@link FakeCategories}. Thread-safe. */
public final class FakePolicies implements SessionPolicies, SharePolicy, SpeedPolicy, GroupPolicy {
    private final String session;
    private ShareLimits limits = ShareLimits.builder().build();
    private AlternativeSpeeds speeds = AlternativeSpeeds.builder().build();
    private final Map<String, RateGroup> groups = new TreeMap<>();
    private final FakeCategories categories = new FakeCategories();
    private boolean alternative;
    private long download;
    private long upload;

    /**
     * Policies without limits and groups.
     *
     * @param session the name of the session, not null
     * @param names of its categories, which have no other properties
     */
    public FakePolicies(String session, String... names) {
        this.session = Objects.requireNonNull(session, "session");
        for (String name : names) {
            categories.add(Category.builder(name).build());
        }
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public SharePolicy shares() {
        return this;
    }

    @Override
    public SpeedPolicy speeds() {
        return this;
    }

    @Override
    public FakePolicies groups() {
        return this;
    }

    @Override
    public FakeCategories categories() {
        return categories;
    }

    @Override
    public SpacePolicy space() {
        return () -> 0;
    }

    @Override
    public synchronized ShareLimits limits() {
        return limits;
    }

    @Override
    public synchronized void setLimits(ShareLimits changed) {
        limits = Objects.requireNonNull(changed, "limits");
    }

    @Override
    public void setOwnLimits(Torrent torrent, OwnShareLimits own) {
        Set<String> removed = new HashSet<>(OwnShareLimits.keys());
        removed.removeAll(own.attributes().keySet());
        torrent.changeAttributes(own.attributes(), removed);
    }

    @Override
    public Optional<Duration> idleTimeLeft(TorrentStatus status) {
        return Optional.empty();
    }

    @Override
    public synchronized AlternativeSpeeds alternative() {
        return speeds;
    }

    @Override
    public synchronized void setAlternative(AlternativeSpeeds changed) {
        speeds = Objects.requireNonNull(changed, "speeds");
    }

    @Override
    public synchronized boolean isAlternative() {
        return alternative;
    }

    @Override
    public synchronized void useAlternative(boolean on) {
        alternative = on;
    }

    @Override
    public synchronized long downloadLimit() {
        return download;
    }

    @Override
    public synchronized long uploadLimit() {
        return upload;
    }

    @Override
    public synchronized void setNormalLimits(long newDownload, long newUpload) {
        download = newDownload;
        upload = newUpload;
    }

    @Override
    public synchronized List<RateGroup> all() {
        return List.copyOf(groups.values());
    }

    @Override
    public synchronized void set(RateGroup group) {
        groups.put(group.name(), group);
    }

    @Override
    public synchronized boolean remove(String name) {
        return groups.remove(name) != null;
    }

    @Override
    public void assign(Torrent torrent, Optional<String> group) {
        group.ifPresentOrElse(
                name -> torrent.setAttribute(RateGroup.ATTRIBUTE, RateGroup.checkName(name)),
                () -> torrent.removeAttribute(RateGroup.ATTRIBUTE));
    }
}
