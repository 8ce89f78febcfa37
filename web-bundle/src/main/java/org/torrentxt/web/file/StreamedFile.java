package org.torrentxt.web.file;

import java.util.List;
import javax.servlet.http.HttpServletResponse;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.FileInfo;

/**
 * A file that is requested.
 *
 * @param torrent with its metadata
 * @param file one of its files
 */
record StreamedFile(Torrent torrent, FileInfo file) {
    private static final int SECONDS = 5; // until it is worth asking again

    /**
     * The file of a torrent.
     *
     * @throws Refusal if there is none with that index, or it is neither there nor going to be downloaded
     */
    static StreamedFile of(Torrent torrent, int index) throws Refusal {
        FileInfo file = files(torrent).stream()
                .filter(each -> each.index() == index)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("no such file in torrent " + torrent.id() + ": " + index));
        if (!isObtainable(file)) {
            throw Refusal.of(
                    HttpServletResponse.SC_CONFLICT,
                    "file " + index + " of torrent " + torrent.id()
                            + " is skipped and not downloaded; set a priority for it first");
        }
        return new StreamedFile(torrent, file);
    }

    /**
     * The files of a torrent, without pad files.
     *
     * @throws Refusal until they are known
     */
    static List<FileInfo> files(Torrent torrent) throws Refusal {
        List<FileInfo> files = torrent.files();
        if (files.isEmpty()) {
            throw torrent.isValid()
                    ? Refusal.later("the files of torrent " + torrent.id() + " are not known yet", SECONDS)
                    : noSuch(torrent.id());
        }
        return files;
    }

    /** True if all of it is there, or it is downloaded. */
    static boolean isObtainable(FileInfo file) {
        return !file.priority().equals(FilePriority.SKIP) || file.progress() >= file.size();
    }

    /**
     * A torrent of a session.
     *
     * @throws Refusal if there is none, or it may still be loaded: the session would wait for that
     */
    static Torrent torrent(TorrentSession session, int id) throws Refusal {
        boolean isLoading = !session.whenLoaded().toCompletableFuture().isDone();
        if (isLoading && session.torrents().stream().noneMatch(torrent -> torrent.id() == id)) {
            throw Refusal.later("session '" + session.name() + "' is still loading its torrents", SECONDS);
        }
        return session.find(id).orElseThrow(() -> noSuch(id));
    }

    private static Refusal noSuch(int id) {
        return Refusal.notFound("no such torrent: " + id);
    }

    /** What it is. */
    MediaType type() {
        return MediaType.of(file.path());
    }

    /** Its strong entity tag: the info-hash covers each byte, and only verified ones are sent. */
    String tag() {
        return "\"" + torrent.infoHashes().best().orElseThrow() + "-" + file.index() + "\"";
    }

    /** Sets the headers that do not depend on what of it is sent. */
    void describe(HttpServletResponse response, boolean asAttachment) {
        String how = type().isShown() && !asAttachment ? "inline" : "attachment";
        response.setHeader("Content-Disposition", FileName.of(file.path()).disposition(how));
        response.setHeader("ETag", tag());
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, no-cache");
    }
}
