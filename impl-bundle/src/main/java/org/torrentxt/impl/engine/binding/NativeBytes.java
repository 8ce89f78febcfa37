package org.torrentxt.impl.engine.binding;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.libtorrent_jni;

/** Passes many bytes to and from the engine in one step; the binding copies them one by one. */
public final class NativeBytes {
    private static final int FEW = 256;
    private static final int HEADER = 3 * Long.BYTES;
    private static final int USUAL = 16 * 1024;
    private static final int LONGEST_KEPT = 256 * 1024;
    private static final int KEPT = 4;
    // memory outside the heap is expensive to allocate, and is freed late
    private static final BlockingQueue<ByteBuffer> SPARE = new ArrayBlockingQueue<>(KEPT);

    private NativeBytes() {}

    /** A vector of bytes; its memory is its own. */
    public static byte_vector of(byte[] content) {
        return content.length <= FEW ? new byte_vector(content) : lend(content, byte_vector::new);
    }

    /**
     * Calls a function with a vector of bytes, whose memory is used for other bytes afterwards.
     *
     * @param use must not keep or change the vector
     */
    public static <T> T lend(byte[] content, Function<byte_vector, T> use) {
        ByteBuffer buffer = take(HEADER + content.length);
        long address = libtorrent_jni.directBufferAddress(buffer);
        long begin = address + HEADER;
        long end = begin + content.length;
        // how each 64-bit platform represents a vector: where it begins, where it ends, where its memory ends
        buffer.putLong(begin).putLong(end).putLong(end).put(content);
        byte_vector borrowed = new Borrowed(address);
        T result = use.apply(isAsExpected(borrowed, content) ? borrowed : new byte_vector(content));
        Reference.reachabilityFence(buffer);
        giveBack(buffer); // one that was in use when this failed is not used again
        return result;
    }

    /** The bytes of a vector. */
    static byte[] read(byte_vector vector) {
        int length = vector.size();
        byte[] bytes = new byte[length];
        if (length <= FEW || !copy(vector, bytes)) {
            for (int i = 0; i < length; i++) {
                bytes[i] = vector.get(i);
            }
        }
        return bytes;
    }

    // By an assignment to an empty vector that has the capacity for it, so that it keeps its memory.
    private static boolean copy(byte_vector from, byte[] to) {
        ByteBuffer buffer = take(HEADER + to.length);
        long address = libtorrent_jni.directBufferAddress(buffer);
        long begin = address + HEADER;
        buffer.putLong(begin).putLong(begin).putLong(begin + to.length);
        Borrowed borrowed = new Borrowed(address);
        boolean isExpected = borrowed.isEmpty() && borrowed.capacity() == to.length;
        if (isExpected) {
            borrowed.assign(from);
            buffer.get(to);
            Reference.reachabilityFence(buffer);
        }
        giveBack(buffer);
        return isExpected;
    }

    private static void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() <= LONGEST_KEPT) {
            SPARE.offer(buffer);
        }
    }

    private static ByteBuffer take(int length) {
        ByteBuffer spare = SPARE.poll();
        if (spare != null && spare.capacity() >= length) {
            return spare.clear();
        }
        return ByteBuffer.allocateDirect(Math.max(length, USUAL)).order(ByteOrder.nativeOrder());
    }

    // The size is computed from the addresses, and each index is compared with it.
    private static boolean isAsExpected(byte_vector vector, byte[] content) {
        int last = content.length - 1;
        return vector.size() == content.length
                && (last < 0 || vector.get(0) == content[0] && vector.get(last) == content[last]);
    }

    /** A vector whose memory belongs to somebody else. */
    private static final class Borrowed extends byte_vector {
        Borrowed(long address) {
            super(address, false);
        }

        // the first member of a pair is where the pair is
        void assign(byte_vector from) {
            libtorrent_jni.byte_vector_byte_vector_pair_first_set(getCPtr(this), null, getCPtr(from), from);
        }
    }
}
