package org.torrentxt.impl.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;

/** State files with mistakes in them, for tests of whole sessions. */
public final class SpoiledStates {
    private static final List<Long> EXTREMES =
            List.of(Long.MIN_VALUE, -1L, 0L, 1L, (long) Integer.MAX_VALUE, 1L << 31, 1L << 32, Long.MAX_VALUE);

    private static final int PIECES = 5;

    private SpoiledStates() {}

    /** The file of a torrent with metadata of its own that has no pieces yet, is paused, and has no other network. */
    public static byte[] torrent(int id, Path savePath) {
        return TorrentState.of(id, resume(id, savePath)).toBytes();
    }

    private static ResumeDictionary resume(int id, Path savePath) {
        return States.resume(id, PIECES)
                .with("save_path", savePath.toString())
                .with("pieces", new byte[PIECES])
                .with("trackers", List.of(List.of("http://127.0.0.1:1/announce")))
                .with("url-list", List.of("http://127.0.0.1:1/content"));
    }

    /** A file of a session that was not saved before, by its name. */
    public static Map<String, byte[]> ofSession() {
        return Map.of(
                SessionStore.SESSION, States.session().toBytes(),
                SessionStore.IP_FILTER, States.ipFilter().toBytes(),
                SessionStore.IDS, TorrentIds.toBytes(1_000_000));
    }

    /** The file with another version of its format, and the right checksum. */
    public static byte[] withVersion(byte[] file, long version) {
        return with(file, List.of(Envelope.OWN.text(), "version"), version);
    }

    /** The files of torrents, by id, that have each of their numbers at each extreme, one in each file. */
    public static Map<Integer, byte[]> withExtremes(int firstId, Path savePath) {
        Map<Integer, byte[]> files = new TreeMap<>();
        int id = firstId;
        for (List<Object> path : numbers(Bencode.decode(torrent(id, savePath)), List.of())) {
            for (long extreme : EXTREMES) {
                files.put(id, with(torrent(id, savePath), path, extreme));
                id++;
            }
        }
        return files;
    }

    /** A file with values changed at random, mostly with the right checksum, and in the same save path. */
    public static byte[] mutated(int id, Path savePath, Random random) {
        byte[] changed = mutated(torrent(id, savePath), random);
        try {
            boolean keeps = random.nextInt(10) == 0 && isBelow(changed, savePath.getParent());
            return keeps ? changed : with(changed, List.of("save_path"), savePath.toString());
        } catch (TorrentException e) {
            return changed; // no dictionary any more
        }
    }

    // Sessions create the folders of torrents, wherever they are.
    private static boolean isBelow(byte[] file, Path folder) {
        Object place = Bencode.decodeDictionary(file).entries().get(ByteString.of("save_path"));
        try {
            return place instanceof ByteString text
                    && Path.of(new String(text.bytes(), UTF_8)).normalize().startsWith(folder);
        } catch (InvalidPathException e) {
            return true; // is refused
        }
    }

    /** A file with values changed at random, mostly with the right checksum. */
    public static byte[] mutated(byte[] file, Random random) {
        byte[] changed = file;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            changed = new StateMutator(random).mutate(changed);
        }
        return random.nextInt(10) == 0 ? changed : sealed(changed);
    }

    private static List<List<Object>> numbers(Object value, List<Object> path) {
        List<List<Object>> found = new ArrayList<>();
        if (value instanceof Long) {
            found.add(path);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                found.addAll(numbers(list.get(i), join(path, i)));
            }
        } else if (value instanceof BencodeDictionary dictionary) {
            dictionary.entries().forEach((key, each) -> found.addAll(numbers(each, join(path, key.text()))));
        }
        return found;
    }

    private static List<Object> join(List<Object> path, Object last) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static byte[] with(byte[] file, List<?> path, Object value) {
        BencodeDictionary changed = (BencodeDictionary) with(Bencode.decode(file), path, 0, value);
        if (path.get(0).equals("info")) {
            byte[] info = Bencode.encode(changed.entries().get(ByteString.of("info")));
            changed = (BencodeDictionary) with(changed, List.of("info-hash"), 0, States.sha1(info));
        }
        return sealed(Bencode.encode(changed));
    }

    private static Object with(Object outer, List<?> path, int depth, Object value) {
        if (depth == path.size()) {
            return value;
        }
        if (outer instanceof List<?> list && path.get(depth) instanceof Integer index) {
            List<Object> changed = new ArrayList<>(list);
            changed.set(index, with(list.get(index), path, depth + 1, value));
            return changed;
        }
        if (!(outer instanceof BencodeDictionary dictionary)) {
            throw TorrentException.invalid("no dictionary");
        }
        BencodeDictionary.Builder changed = BencodeDictionary.builder();
        ByteString key = ByteString.of((String) path.get(depth));
        dictionary.entries().forEach(changed::put);
        return changed.put(key, with(dictionary.entries().get(key), path, depth + 1, value))
                .build();
    }

    /** The file with the right checksum, if it is one. */
    static byte[] sealed(byte[] changed) {
        try {
            TreeMap<ByteString, ByteString> outer = new TreeMap<>(BencodeSlices.of(changed));
            ByteString own = outer.remove(Envelope.OWN);
            return own == null ? changed : Envelope.sealed(outer, Bencode.decodeDictionary(own.bytes()));
        } catch (TorrentException e) {
            return changed;
        }
    }
}
