package org.torrentxt.web.file;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a file is, by its name. Browsers show only what can do nothing in our origin; everything else, and what is not
 * listed here, is downloaded.
 *
 * @param name the value of {@code Content-Type}
 * @param isShown whether browsers may show it
 */
record MediaType(String name, boolean isShown) {
    private static final MediaType OTHER = new MediaType("application/octet-stream", false);
    private static final Map<String, MediaType> BY_EXTENSION = new HashMap<>();

    static {
        shown("video/mp4", "mp4 m4v");
        shown("video/webm", "webm");
        shown("video/x-matroska", "mkv");
        shown("video/x-msvideo", "avi");
        shown("video/quicktime", "mov");
        shown("video/mpeg", "mpg mpeg mpe m2v vob");
        shown("video/mp2t", "ts m2ts mts");
        shown("video/ogg", "ogv ogm");
        shown("video/x-flv", "flv");
        shown("video/x-ms-wmv", "wmv asf");
        shown("video/3gpp", "3gp");
        shown("audio/mpeg", "mp3 mp2");
        shown("audio/mp4", "m4a m4b");
        shown("audio/aac", "aac");
        shown("audio/ogg", "ogg oga opus spx");
        shown("audio/flac", "flac");
        shown("audio/wav", "wav");
        shown("audio/webm", "weba");
        shown("audio/x-matroska", "mka");
        shown("audio/aiff", "aif aiff");
        shown("audio/x-ms-wma", "wma");
        shown("audio/x-ape", "ape");
        shown("audio/ac3", "ac3");
        shown("audio/vnd.dts", "dts");
        shown("image/jpeg", "jpg jpeg");
        shown("image/png", "png");
        shown("image/gif", "gif");
        shown("image/webp", "webp");
        shown("image/avif", "avif");
        shown("image/bmp", "bmp");
        shown("text/vtt", "vtt");
        shown("text/plain", "txt nfo srt sub ass ssa md sfv cue log");
        downloaded("application/pdf", "pdf");
        downloaded("application/epub+zip", "epub");
        downloaded("application/zip", "zip");
        downloaded("application/gzip", "gz tgz");
        downloaded("application/x-7z-compressed", "7z");
        downloaded("application/vnd.rar", "rar");
        downloaded("application/x-iso9660-image", "iso");
        downloaded("application/x-bittorrent", "torrent");
    }

    private static void shown(String type, String extensions) {
        put(new MediaType(type, true), extensions);
    }

    private static void downloaded(String type, String extensions) {
        put(new MediaType(type, false), extensions);
    }

    private static void put(MediaType type, String extensions) {
        for (String extension : extensions.split(" ")) {
            BY_EXTENSION.put(extension, type);
        }
    }

    /** That of a file with that name or path. */
    static MediaType of(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, OTHER);
    }

    /** True for films and music. */
    boolean isPlayed() {
        return name.startsWith("video/") || name.startsWith("audio/");
    }
}
