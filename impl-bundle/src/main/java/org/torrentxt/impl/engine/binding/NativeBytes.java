package org.torrentxt.impl.engine.binding;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.libtorrent_jni;

/** Copies many bytes to the engine in one step; the binding copies them one by one. */
public final class NativeBytes {
    private static final int FEW = 256;
    private static final int ADDRESSES = 3;

    private NativeBytes() {}

    /** A vector of bytes; its memory is its own. */
    public static byte_vector of(byte[] content) {
        if (content.length <= FEW) {
            return new byte_vector(content);
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(content.length).put(content);
        ByteBuffer header = ByteBuffer.allocateDirect(ADDRESSES * Long.BYTES).order(ByteOrder.nativeOrder());
        long begin = libtorrent_jni.directBufferAddress(bytes);
        // how each 64-bit platform represents a vector: where it begins, where it ends, where its memory ends
        header.putLong(begin).putLong(begin + content.length).putLong(begin + content.length);
        Borrowed borrowed = new Borrowed(libtorrent_jni.directBufferAddress(header));
        byte_vector copy =
                isAsExpected(borrowed, content) ? new byte_vector((byte_vector) borrowed) : new byte_vector(content);
        Reference.reachabilityFence(header);
        Reference.reachabilityFence(bytes);
        return copy;
    }

    // The size is computed from the addresses, and each index is compared with it.
    private static boolean isAsExpected(byte_vector vector, byte[] content) {
        int last = content.length - 1;
        return vector.size() == content.length && vector.get(0) == content[0] && vector.get(last) == content[last];
    }

    /** A vector whose memory belongs to somebody else. */
    private static final class Borrowed extends byte_vector {
        Borrowed(long address) {
            super(address, false);
        }
    }
}
