package org.torrentxt.shell.fake;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.api.status.TorrentStatus;

/** Policies that do nothing, and remember what they are told. */
public final class FakePolicies implements SessionPolicies, SharePolicy, SpeedPolicy, GroupPolicy {
    private final String session;
    private ShareLimits limits = ShareLimits.builder().build();
    private AlternativeSpeeds speeds = AlternativeSpeeds.builder().build();
    private final Map<String, RateGroup> groups = new TreeMap<>();
    private final FakeCategories categories = new FakeCategories();
    private boolean alternative;
    private long download;
    private long upload;

    public FakePolicies(String session) {
        this.session = session;
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
    public ShareLimits limits() {
        return limits;
    }

    @Override
    public void setLimits(ShareLimits changed) {
        limits = changed;
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
    public AlternativeSpeeds alternative() {
        return speeds;
    }

    @Override
    public void setAlternative(AlternativeSpeeds changed) {
        speeds = changed;
    }

    @Override
    public boolean isAlternative() {
        return alternative;
    }

    @Override
    public void useAlternative(boolean on) {
        alternative = on;
    }

    @Override
    public long downloadLimit() {
        return download;
    }

    @Override
    public long uploadLimit() {
        return upload;
    }

    @Override
    public void setNormalLimits(long newDownload, long newUpload) {
        download = newDownload;
        upload = newUpload;
    }

    @Override
    public List<RateGroup> all() {
        return List.copyOf(groups.values());
    }

    @Override
    public void set(RateGroup group) {
        groups.put(group.name(), group);
    }

    @Override
    public boolean remove(String name) {
        return groups.remove(name) != null;
    }

    @Override
    public void assign(Torrent torrent, Optional<String> group) {
        group.ifPresentOrElse(
                name -> torrent.setAttribute(RateGroup.ATTRIBUTE, RateGroup.checkName(name)),
                () -> torrent.removeAttribute(RateGroup.ATTRIBUTE));
    }
}
