package org.torrentxt.fleet.maven;

import java.util.Optional;
import org.torrentxt.api.Torrent;
import org.torrentxt.artifact.MavenArtifact;

/** What was published in the fleet. */
public interface Published {
    /**
     * The torrent with an artifact, complete or not. Its files are those of a Maven repository, in one folder. Of torrents
     * with several artifacts, only those whose files are known.
     *
     * @return empty if no key that may do so has published it, or this node does not have the torrent
     */
    Optional<Torrent> find(MavenArtifact artifact);

    /** True if some key may publish artifacts here. */
    boolean isAllowed();
}
