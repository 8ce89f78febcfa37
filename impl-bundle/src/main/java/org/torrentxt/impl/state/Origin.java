package org.torrentxt.impl.state;

import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.UnusableFileException;

/**
 * What a torrent was added from.
 *
 * @param kind of its source
 * @param text the magnet link, the path of the .torrent file or the info-hash; empty for contents
 * @param content the .torrent file or resume data; only kept until the engine's own data contains it
 */
public record Origin(Kind kind, String text, Optional<ByteString> content) {
    /** The kinds of {@link AddTorrent.Source}. */
    public enum Kind {
        /** A magnet link. */
        MAGNET("magnet"),
        /** The content of a .torrent file. */
        TORRENT("torrent"),
        /** A .torrent file. */
        FILE("file"),
        /** An info-hash. */
        INFO_HASH("info-hash"),
        /** Resume data. */
        RESUME_DATA("resume data");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        private static Kind of(String key) throws UnusableFileException {
            for (Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            throw new UnusableFileException("invalid value of 'source': '" + key + "'");
        }
    }

    static final int MAX_TEXT = 1024 * 1024;

    /** Checks for nulls. */
    public Origin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(content, "content");
    }

    /** The origin of a torrent that is added. */
    public static Origin of(AddTorrent.Source source) {
        if (source instanceof AddTorrent.Magnet magnet) {
            return new Origin(Kind.MAGNET, magnet.uri(), Optional.empty());
        }
        if (source instanceof AddTorrent.TorrentFile file) {
            return new Origin(Kind.FILE, file.path().toAbsolutePath().toString(), Optional.empty());
        }
        if (source instanceof AddTorrent.BareInfoHash hash) {
            return new Origin(Kind.INFO_HASH, hash.infoHash().hex(), Optional.empty());
        }
        if (source instanceof AddTorrent.ResumeData resume) {
            return new Origin(Kind.RESUME_DATA, "", Optional.of(ByteString.of(resume.content())));
        }
        return new Origin(Kind.TORRENT, "", Optional.of(ByteString.of(((AddTorrent.TorrentBytes) source).content())));
    }

    /** The same, without content that the engine's own data contains. */
    public Origin withoutContent() {
        return new Origin(kind, text, Optional.empty());
    }

    BencodeDictionary write() {
        BencodeDictionary.Builder values = BencodeDictionary.builder().put("source", kind.key);
        if (!text.isEmpty()) {
            values.put("text", text);
        }
        content.ifPresent(bytes -> values.put("content", bytes));
        return values.build();
    }

    static Origin read(CheckedFields values) throws UnusableFileException {
        return new Origin(
                Kind.of(values.text("source", 100).orElse("")),
                values.text("text", MAX_TEXT).orElse(""),
                values.bytes("content", AddTorrent.MAX_LENGTH));
    }
}
