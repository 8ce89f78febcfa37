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
        return paths(torrent).filter(known -> known.contains(artifact.path())).isPresent();
    }

    /** True if the artifact is not in the torrent; false while it is not known which files that has. */
    public boolean lacks(Torrent torrent, MavenArtifact artifact) {
        return paths(torrent).filter(known -> !known.contains(artifact.path())).isPresent();
    }

    private Optional<Set<String>> paths(Torrent torrent) {
        return torrent.infoHashes().best().flatMap(hash -> paths(hash, torrent));
    }

    private synchronized Optional<Set<String>> paths(InfoHash hash, Torrent torrent) {
        Set<String> known = paths.get(hash);
        if (known != null) {
            return Optional.of(known);
        }
        CompletableFuture<?> metadata = torrent.whenMetadata().toCompletableFuture();
        if (!metadata.isDone() || metadata.isCompletedExceptionally()) {
            metadata.cancel(false); // asked again
            return Optional.empty();
        }
        try {
            Set<String> found = torrent.files().stream()
                    .map(file -> inRepository(file.path()))
                    .filter(path -> MavenArtifact.ofPath(path).isPresent())
                    .collect(Collectors.toUnmodifiableSet());
            paths.put(hash, found);
            return Optional.of(found);
        } catch (TorrentException e) { // removed meanwhile
            return Optional.empty();
        }
    }

    /** The path of a file in a repository, whose folder is that of the torrent. */
    static String inRepository(String path) {
        return path.substring(path.indexOf('/') + 1);
    }
}
