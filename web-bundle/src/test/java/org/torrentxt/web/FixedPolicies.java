package org.torrentxt.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.policy.SpeedPolicy;

/** Policies that have categories of some names, and nothing else. It notes which torrents are to be moved. */
public final class FixedPolicies implements SessionPolicies, CategoryPolicy {
    private final String session;
    private final List<Category> categories;
    private final List<Integer> moved = new ArrayList<>();

    public FixedPolicies(String session, String... names) {
        this(
                session,
                Arrays.stream(names).map(name -> Category.builder(name).build()).toList());
    }

    public FixedPolicies(String session, List<Category> categories) {
        this.session = session;
        this.categories = categories;
    }

    /** The ids of torrents that were to be moved. */
    public synchronized List<Integer> moved() {
        return List.copyOf(moved);
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public CategoryPolicy categories() {
        return this;
    }

    @Override
    public List<Category> all() {
        return categories;
    }

    @Override
    public Optional<Path> incompletePath() {
        return Optional.empty();
    }

    @Override
    public void setIncompletePath(Optional<Path> folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasPartSuffix() {
        return false;
    }

    @Override
    public void setPartSuffix(boolean isOn) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void place(AddTorrent.Builder request, Optional<String> category) {
        category.map(this::require).ifPresent(found -> request.attribute(Category.ATTRIBUTE, found.name()));
    }

    @Override
    public synchronized CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved) {
        category.map(this::require)
                .ifPresentOrElse(
                        found -> torrent.setAttribute(Category.ATTRIBUTE, found.name()),
                        () -> torrent.removeAttribute(Category.ATTRIBUTE));
        if (isMoved) {
            moved.add(torrent.id());
        }
        return CompletableFuture.completedStage(Path.of(""));
    }

    @Override
    public SharePolicy shares() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SpeedPolicy speeds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public GroupPolicy groups() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SpacePolicy space() {
        throw new UnsupportedOperationException();
    }
}
