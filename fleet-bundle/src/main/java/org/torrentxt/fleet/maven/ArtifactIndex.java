package org.torrentxt.fleet.maven;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.artifact.MavenArtifact;

/** Which artifacts are in which torrents; remembered, as listing the files of a torrent takes time. Thread-safe. */
public final class ArtifactIndex {
    private static final int MAX = 1_000; // torrents

    private final Map<InfoHash, Set<String>> paths = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InfoHash, Set<String>> eldest) {
            return size() > MAX;
        }
    };

    /** True if the artifact is in the torrent; false while it is not known which files that has. */
    public boolean has(Torrent torrent, MavenArtifact artifact) {
        Optional<InfoHash> hash = torrent.infoHashes().best();
        return hash.isPresent() && paths(hash.get(), torrent).contains(artifact.path());
    }

    private synchronized Set<String> paths(InfoHash hash, Torrent torrent) {
        Set<String> known = paths.get(hash);
        if (known != null) {
            return known;
        }
        CompletableFuture<?> metadata = torrent.whenMetadata().toCompletableFuture();
        if (!metadata.isDone() || metadata.isCompletedExceptionally()) {
            metadata.cancel(false); // asked again
            return Set.of();
        }
        try {
            Set<String> found = torrent.files().stream()
                    .map(file -> inRepository(file.path()))
                    .filter(path -> MavenArtifact.ofPath(path).isPresent())
                    .collect(Collectors.toUnmodifiableSet());
            paths.put(hash, found);
            return found;
        } catch (TorrentException e) { // removed meanwhile
            return Set.of();
        }
    }

    /** The path of a file in a repository, whose folder is that of the torrent. */
    static String inRepository(String path) {
        return path.substring(path.indexOf('/') + 1);
    }
}
