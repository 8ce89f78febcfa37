package org.torrentxt.policy.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.policy.SpeedPolicy;

/** Policies of the session {@code default}, with the category {@code films}. */
final class OneCategory implements SessionPolicies, CategoryPolicy {
    @Override
    public String session() {
        return "default";
    }

    @Override
    public CategoryPolicy categories() {
        return this;
    }

    @Override
    public List<Category> all() {
        return List.of();
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
        category.ifPresent(name -> {
            if (!name.equals("films")) {
                throw TorrentException.invalid("no such category: '" + name + "'");
            }
            request.attribute(Category.ATTRIBUTE, name);
        });
    }

    @Override
    public CompletionStage<Path> assign(Torrent torrent, Optional<String> category, boolean isMoved) {
        throw new UnsupportedOperationException();
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
