package org.torrentxt.impl.engine.content;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.Garbled;

/**
 * The correct names of torrents and files. Those that the binding has {@linkplain Garbled garbled} are read in another
 * way.
 */
public final class Names {
    private static final Pattern MAGNET_NAME = Pattern.compile("[?&]dn=([^&]*)");
    private static final ByteString LEAF = ByteString.of("");

    private Names() {}

    /** True if the binding may have garbled a name. */
    public static boolean isGarbled(String told) {
        return Garbled.isPossible(told);
    }

    /** The name of a torrent, given the name returned by the binding. */
    public static String ofTorrent(torrent_handle handle, String told) {
        if (!Garbled.isPossible(told)) {
            return told;
        }
        Matcher magnet = MAGNET_NAME.matcher(libtorrent.make_magnet_uri(handle));
        return magnet.find() ? URLDecoder.decode(magnet.group(1), StandardCharsets.UTF_8) : told;
    }

    /**
     * The paths of a torrent's files in its metadata, in order, without pad files and with the torrent's name first.
     */
    static List<String> ofFiles(byte[] info) {
        BencodeDictionary metadata = Bencode.decodeDictionary(info);
        String name = element(text(metadata, "name"));
        Optional<List<?>> files = metadata.list("files");
        if (files.isPresent()) {
            return files.get().stream()
                    .flatMap(file -> file instanceof BencodeDictionary known ? Stream.of(known) : Stream.empty())
                    .filter(file -> !isPad(file))
                    .map(file -> name + "/" + path(file))
                    .toList();
        }
        List<String> paths = new ArrayList<>();
        metadata.dictionary("file tree").ifPresent(tree -> collect(tree, "", paths));
        boolean single = paths.isEmpty() || paths.equals(List.of(name));
        return single
                ? List.of(name)
                : paths.stream().map(path -> name + "/" + path).toList();
    }

    private static boolean isPad(BencodeDictionary file) {
        return file.string("attr")
                .filter(attributes -> attributes.text().indexOf('p') >= 0)
                .isPresent();
    }

    private static String path(BencodeDictionary file) {
        return file.list("path.utf-8").or(() -> file.list("path")).orElse(List.of()).stream()
                .map(Object::toString)
                .map(Names::element)
                .filter(element -> !element.isEmpty())
                .collect(Collectors.joining("/"));
    }

    // As in the engine, no path leads outside the torrent's folder; empty for a path to be omitted.
    private static String element(String name) {
        String plain = name.replace("/", "");
        return plain.equals(".") || plain.equals("..") ? "" : plain;
    }

    private static String text(BencodeDictionary metadata, String key) {
        return metadata.string(key + ".utf-8")
                .or(() -> metadata.string(key))
                .map(ByteString::text)
                .orElse("");
    }

    private static void collect(BencodeDictionary tree, String parent, List<String> paths) {
        for (Map.Entry<ByteString, Object> entry : tree.entries().entrySet()) {
            if (entry.getKey().equals(LEAF)) {
                paths.add(parent.substring(0, parent.length() - 1));
            } else if (entry.getValue() instanceof BencodeDictionary below) {
                String element = element(entry.getKey().text());
                collect(below, element.isEmpty() ? parent : parent + element + "/", paths);
            }
        }
    }
}
