package org.torrentxt.impl.create;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Hashes of torrents the slow way: everything in memory, trees by recursion, one thread. */
final class NaiveTorrent {
    private static final int BLOCK = 16384;

    private NaiveTorrent() {}

    static List<Path> files(Path content) throws IOException {
        try (Stream<Path> all = Files.walk(content)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** SHA-1 of all pieces of the files one behind the other, each filled up to a whole piece if {@code padded}. */
    static byte[] pieces(Path content, int pieceLength, boolean padded) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files(content)) {
            all.writeBytes(Files.readAllBytes(file));
            while (padded && all.size() % pieceLength != 0) {
                all.write(0);
            }
        }
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        for (byte[] piece : split(all.toByteArray(), pieceLength)) {
            pieces.writeBytes(hash("SHA-1", piece));
        }
        return pieces.toByteArray();
    }

    static byte[] root(Path file) throws IOException {
        return tree(leaves(Files.readAllBytes(file)));
    }

    static byte[] layer(Path file, int pieceLength) throws IOException {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        for (byte[] piece : split(Files.readAllBytes(file), pieceLength)) {
            List<byte[]> leaves = leaves(piece);
            while (leaves.size() < pieceLength / BLOCK) {
                leaves.add(new byte[32]);
            }
            layer.writeBytes(tree(leaves));
        }
        return layer.toByteArray();
    }

    private static List<byte[]> leaves(byte[] content) {
        List<byte[]> leaves = new ArrayList<>();
        split(content, BLOCK).forEach(block -> leaves.add(hash("SHA-256", block)));
        while (Integer.bitCount(leaves.size()) != 1) {
            leaves.add(new byte[32]);
        }
        return leaves;
    }

    private static byte[] tree(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int half = leaves.size() / 2;
        return hash("SHA-256", tree(leaves.subList(0, half)), tree(leaves.subList(half, leaves.size())));
    }

    private static List<byte[]> split(byte[] bytes, int length) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += length) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
        }
        return parts;
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
