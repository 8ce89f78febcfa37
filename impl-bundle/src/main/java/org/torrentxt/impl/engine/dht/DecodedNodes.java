package org.torrentxt.impl.engine.dht;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.libtorrent4j.swig.bdecode_node;
import org.libtorrent4j.swig.bdecode_node_bdecode_node_pair;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/**
 * Copies data decoded by the engine into values as returned by {@link org.torrentxt.bencode.Bencode#decode}. Other
 * nodes may send anything; the engine decodes no deeper than this class.
 */
final class DecodedNodes {
    private static final int MAX_DEPTH = 16;

    private DecodedNodes() {}

    /** The dictionary at the root; empty if there is none. Valid as long as the alert that contains the root. */
    static Optional<BencodeDictionary> dictionary(bdecode_node root) {
        try {
            return isA(root, bdecode_node.type_t.dict_t) ? Optional.of(dictionary(root, 0)) : Optional.empty();
        } finally {
            Reference.reachabilityFence(root); // all others read from it
        }
    }

    private static boolean isA(bdecode_node node, bdecode_node.type_t type) {
        return node.type().swigValue() == type.swigValue();
    }

    private static Object copy(bdecode_node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
        }
        if (isA(node, bdecode_node.type_t.dict_t)) {
            return dictionary(node, depth);
        }
        if (isA(node, bdecode_node.type_t.list_t)) {
            return list(node, depth);
        }
        return isA(node, bdecode_node.type_t.string_t) ? string(node) : Long.valueOf(node.int_value());
    }

    private static BencodeDictionary dictionary(bdecode_node node, int depth) {
        BencodeDictionary.Builder dictionary = BencodeDictionary.builder();
        for (int i = 0; i < node.dict_size(); i++) {
            bdecode_node_bdecode_node_pair pair = node.dict_at_node(i);
            dictionary.put(string(pair.getFirst()), copy(pair.getSecond(), depth + 1));
            Reference.reachabilityFence(pair); // its halves are inside of it
        }
        return dictionary.build();
    }

    private static List<Object> list(bdecode_node node, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < node.list_size(); i++) {
            list.add(copy(node.list_at(i), depth + 1));
        }
        return Collections.unmodifiableList(list);
    }

    // The binding does not return the bytes of a string but prints them between quotes: verbatim if all of them are
    // printable, otherwise in hexadecimal. The length shows which.
    private static ByteString string(bdecode_node node) {
        String quoted = bdecode_node.to_string(node, false, 0);
        String printed = quoted.substring(1, quoted.length() - 1);
        return printed.length() == node.string_length()
                ? ByteString.of(printed.getBytes(StandardCharsets.US_ASCII))
                : ByteString.of(HexFormat.of().parseHex(printed));
    }
}
