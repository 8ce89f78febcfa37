package org.torrentxt.impl.engine.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.libtorrent4j.swig.announce_infohash;
import org.libtorrent4j.swig.libtorrent_jni;

/**
 * Reads the bytes of a native string that the binding offers only as text, which it garbles. A string of the C++
 * library used by the engine begins with a pointer and a length, like its spans, so it is read as a span. That
 * assumption is first tested with a string of our own.
 */
public final class NativeStrings {
    private static final Charset OTHERWISE = Charset.forName("windows-1252");
    private static final int MAX_LENGTH = 64 * 1024;
    private static volatile Boolean readable;

    private NativeStrings() {}

    /**
     * The message of a tracker, in UTF-8 or, if invalid, windows-1252.
     *
     * @param spare another object of the same class, whose message is overwritten
     */
    public static String message(announce_infohash told, announce_infohash spare) {
        String garbled = told.getMessage();
        boolean isPlain = garbled.chars().allMatch(character -> character < 0x80);
        return isPlain || !isReadable(spare) ? garbled : text(bytes(address(told)));
    }

    private static boolean isReadable(announce_infohash spare) {
        if (readable == null) {
            // a short one first: in other libraries it has no pointer, and its length is elsewhere
            readable =
                    address(spare) != 0 && isRead(spare, "short") && isRead(spare, "long enough to be kept elsewhere");
        }
        return readable;
    }

    private static boolean isRead(announce_infohash spare, String text) {
        spare.setMessage(text);
        long address = address(spare);
        return libtorrent_jni.byte_span_size(address, null) == text.length()
                && new String(bytes(address), UTF_8).equals(text);
    }

    private static byte[] bytes(long address) {
        int length = (int) Math.max(0, Math.min(MAX_LENGTH, libtorrent_jni.byte_span_size(address, null)));
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = libtorrent_jni.byte_span_at(address, null, i);
        }
        return bytes;
    }

    // 0 if unknown; the message is the first field
    private static long address(announce_infohash told) {
        try {
            Field pointer = announce_infohash.class.getDeclaredField("swigCPtr");
            pointer.setAccessible(true);
            return pointer.getLong(told);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return 0;
        }
    }

    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, OTHERWISE);
        }
    }
}
