package org.torrentxt.policy.category;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** The name that a torrent will have, as far as a request to add it says. What is wrong is found when it is added. */
final class SourceName {
    private static final String NAME = "dn=";
    private static final String HASH = "xt=urn:bt";
    private static final String UNKNOWN = "unnamed";

    private SourceName() {}

    /** The name; empty if the request has none, or cannot be read. */
    static Optional<String> of(AddTorrent request) {
        Optional<String> name = request.source() instanceof AddTorrent.Magnet magnet
                ? parameters(magnet, NAME).findFirst()
                : info(request.source())
                        .flatMap(info -> text(info, "name.utf-8").or(() -> text(info, "name")));
        return name.or(request::name).filter(text -> !text.isBlank());
    }

    /** The name, or what can be had instead: the info-hash of a link. */
    static String orHash(AddTorrent request) {
        return of(request).orElseGet(() -> hash(request.source()).orElse(UNKNOWN));
    }

    private static Optional<String> hash(AddTorrent.Source source) {
        if (source instanceof AddTorrent.BareInfoHash bare) {
            return Optional.of(bare.infoHash()).map(InfoHash::hex);
        }
        return source instanceof AddTorrent.Magnet magnet ? topics(magnet).findFirst() : Optional.empty();
    }

    /** The info dictionary; empty if the source has none, or cannot be read. */
    static Optional<BencodeDictionary> info(AddTorrent.Source source) {
        if (source instanceof AddTorrent.TorrentBytes bytes) {
            return info(bytes.content());
        }
        return source instanceof AddTorrent.TorrentFile file
                ? read(file.path()).flatMap(SourceName::info)
                : Optional.empty();
    }

    private static Optional<BencodeDictionary> info(byte[] content) {
        try {
            return Bencode.decodeDictionary(content).dictionary("info");
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(AddTorrent.MAX_LENGTH));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(BencodeDictionary info, String key) {
        return info.string(key).map(ByteString::text);
    }

    /** The info-hashes of a link, as it writes them. */
    static Stream<String> topics(AddTorrent.Magnet magnet) {
        return parameters(magnet, HASH).map(text -> text.substring(text.lastIndexOf(':') + 1));
    }

    private static Stream<String> parameters(AddTorrent.Magnet magnet, String key) {
        return Arrays.stream(
                        magnet.uri().substring(magnet.uri().indexOf('?') + 1).split("&"))
                .filter(parameter -> parameter.startsWith(key))
                .flatMap(parameter -> decoded(parameter.substring(key.length())).stream());
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not encoded as a link has to be
        }
    }
}
