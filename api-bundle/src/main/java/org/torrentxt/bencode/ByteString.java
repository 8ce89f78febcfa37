package org.torrentxt.bencode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A bencoded string: immutable bytes, not necessarily text, ordered as unsigned numbers. */
public final class ByteString implements Comparable<ByteString> {
    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The given bytes, copied. */
    public static ByteString of(byte[] bytes) {
        return new ByteString(bytes.clone());
    }

    /** The given text in UTF-8. */
    public static ByteString of(String text) {
        return new ByteString(text.getBytes(UTF_8));
    }

    static ByteString of(byte[] source, int from, int length) {
        return new ByteString(Arrays.copyOfRange(source, from, from + length));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as UTF-8, with replacement characters for invalid sequences. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** The byte at an index, from 0. */
    public byte at(int index) {
        return bytes[index];
    }

    /** The digest of the bytes. */
    public byte[] digest(MessageDigest algorithm) {
        return algorithm.digest(bytes);
    }

    void addTo(Checksum checksum) {
        checksum.update(bytes);
    }

    Object decode() {
        return new BencodeReader(bytes).read();
    }

    void writeTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, bytes.length);
    }

    void writeTo(ByteBuffer out) {
        out.put(bytes);
    }

    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString string && Arrays.equals(bytes, string.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
