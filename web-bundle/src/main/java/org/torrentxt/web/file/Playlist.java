package org.torrentxt.web.file;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;

/** A playlist (extended M3U, UTF-8) of a torrent's films and music, in the torrent's order. */
final class Playlist {
    /** Its media type. */
    static final String TYPE = "audio/x-mpegurl; charset=utf-8";

    private Playlist() {}

    /**
     * The playlist of a torrent.
     *
     * @param request one that reached this server by an address that also players can use
     * @throws Refusal if it has nothing to play
     */
    static String of(Torrent torrent, FilePath path, HttpServletRequest request) throws Refusal {
        List<FileInfo> played = StreamedFile.files(torrent).stream()
                .filter(file -> MediaType.of(file.path()).isPlayed())
                .filter(StreamedFile::isObtainable)
                .toList();
        if (played.isEmpty()) {
            throw Refusal.notFound("torrent " + torrent.id() + " has no films or music that are downloaded");
        }
        String folder = address(request) + "/" + new FileName(path.session()).inUrl() + "/" + torrent.id() + "/";
        StringBuilder text = new StringBuilder("#EXTM3U\n");
        for (FileInfo file : played) {
            FileName name = FileName.of(file.path());
            text.append("#EXTINF:-1,").append(name.text()).append('\n');
            text.append(folder)
                    .append(file.index())
                    .append('/')
                    .append(name.inUrl())
                    .append('\n');
        }
        return text.toString();
    }

    private static String address(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        String server = url.substring(0, url.length() - request.getRequestURI().length());
        return server + request.getContextPath() + request.getServletPath();
    }
}
