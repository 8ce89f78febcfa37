package org.torrentxt.fleet.maven;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.artifact.MavenArtifact;

/**
 * A Maven repository of what was published in the fleet, for this machine only. What the fleet does not know is not found
 * at once, so that other repositories are asked.
 */
public final class RepositoryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The extension of a file with a checksum, which is published together with each artifact. */
    private static final String CHECKSUM = ".sha1";

    /** Clients give up after 30 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final transient Function<MavenArtifact, Optional<Torrent>> published;
    private final transient Duration patience;

    /**
     * A repository of what was published.
     *
     * @param published finds the torrent with an artifact, as {@link Published#find}
     */
    public RepositoryServlet(Function<MavenArtifact, Optional<Torrent>> published) {
        this(published, PATIENCE);
    }

    RepositoryServlet(Function<MavenArtifact, Optional<Torrent>> published, Duration patience) {
        this.published = published;
        this.patience = patience;
    }

    private record Found(Torrent torrent, FileInfo file) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Found> found = find(request, response);
        if (found.isEmpty()) {
            return;
        }
        Optional<ArtifactContent> content =
                ArtifactContent.open(found.get().torrent(), found.get().file(), patience);
        if (content.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (ArtifactContent open = content.get()) {
            answer(response, open.size());
            open.writeTo(response.getOutputStream());
        }
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Found> found = find(request, response);
        if (found.isPresent()) {
            answer(response, found.get().file().size());
        }
    }

    private static void answer(HttpServletResponse response, long size) {
        response.setContentType("application/octet-stream");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLengthLong(size);
    }

    // Empty if it has answered.
    private Optional<Found> find(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isLocal(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "for this machine only");
            return Optional.empty();
        }
        try {
            Optional<Found> found =
                    find(Optional.ofNullable(request.getPathInfo()).orElse(""));
            if (found.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    // A proxy on this machine asks for others, and a page in a browser by a name of its own.
    private static boolean isLocal(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress() // no name, so that none is looked up
                && Stream.of("Forwarded", "X-Forwarded-For", "Via").allMatch(name -> request.getHeader(name) == null)
                && request.getServerName().matches("127\\.0\\.0\\.1|localhost|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    }

    private Optional<Found> find(String path) throws InterruptedException {
        String file = path.startsWith("/") ? path.substring(1) : path;
        boolean isChecksum = file.endsWith(CHECKSUM);
        Optional<MavenArtifact> artifact =
                MavenArtifact.ofPath(isChecksum ? file.substring(0, file.length() - CHECKSUM.length()) : file);
        Optional<Torrent> torrent = artifact.flatMap(published);
        if (torrent.isEmpty()) {
            return Optional.empty();
        }
        return ArtifactContent.find(torrent.get(), file).map(some -> new Found(torrent.get(), some));
    }
}
