package org.torrentxt.impl.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.BencodeDictionary;

/**
 * Creates the part of a .torrent file that the info-hashes are calculated from: name and pieces, a list of files for v1
 * (BEP 3), a file tree for v2 (BEP 52), and for a hybrid torrent both, with pad files (BEP 47) in the list.
 */
final class InfoDictionary {
    private final ContentTree content;
    private final PieceMap map;
    private final PieceHashes hashes;

    InfoDictionary(ContentTree content, PieceMap map, PieceHashes hashes) {
        this.content = content;
        this.map = map;
        this.hashes = hashes;
    }

    BencodeDictionary write(TorrentFormat format, boolean isPrivate, Optional<String> source) {
        BencodeDictionary.Builder info =
                BencodeDictionary.builder().put("name", content.name()).put("piece length", map.pieceLength());
        if (format != TorrentFormat.V2) {
            info.put("pieces", hashes.v1());
            if (content.folder()) {
                info.put("files", fileList());
            } else {
                info.put("length", content.totalSize());
            }
        }
        if (format != TorrentFormat.V1) {
            info.put("meta version", 2);
            info.put("file tree", fileTree(0, content.files().size(), 0));
        }
        // no key at all for "no": a zero would give another info-hash than most tools produce
        if (isPrivate) {
            info.put("private", 1);
        }
        source.ifPresent(text -> info.put("source", text));
        return info.build();
    }

    // The last file is padded, too, although no file follows it: libtorrent and the reference implementation of BEP 52
    // do the same, and only then are the info-hashes equal.
    private List<BencodeDictionary> fileList() {
        List<BencodeDictionary> list = new ArrayList<>();
        for (int file = 0; file < content.files().size(); file++) {
            ContentFile entry = content.files().get(file);
            list.add(BencodeDictionary.builder()
                    .put("length", entry.size())
                    .put("path", entry.names())
                    .build());
            if (map.padding(file) > 0) {
                list.add(padFile(map.padding(file)));
            }
        }
        return list;
    }

    private static BencodeDictionary padFile(long length) {
        return BencodeDictionary.builder()
                .put("attr", "p")
                .put("length", length)
                .put("path", List.of(".pad", Long.toString(length)))
                .build();
    }

    /** The tree of consecutive files whose paths share the names before {@code depth}. */
    private BencodeDictionary fileTree(int from, int to, int depth) {
        BencodeDictionary.Builder tree = BencodeDictionary.builder();
        int first = from;
        while (first < to) {
            List<String> names = content.files().get(first).names();
            String name = names.get(depth);
            int next = first + 1;
            while (next < to && content.files().get(next).names().get(depth).equals(name)) {
                next++;
            }
            tree.put(name, names.size() == depth + 1 ? leaf(first) : fileTree(first, next, depth + 1));
            first = next;
        }
        return tree.build();
    }

    private BencodeDictionary leaf(int file) {
        long size = content.files().get(file).size();
        BencodeDictionary.Builder properties = BencodeDictionary.builder().put("length", size);
        if (size > 0) {
            properties.put("pieces root", hashes.root(file));
        }
        return BencodeDictionary.builder().put("", properties.build()).build();
    }
}
