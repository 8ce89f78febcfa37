package org.torrentxt.impl.network;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.TorrentException;

/**
 * Reads block lists in the binary format P2B. Versions 1 and 2: name, first and last address per entry. Version 3: all
 * names, then entries with the number of a name.
 */
final class P2b {
    private static final byte[] MAGIC = {-1, -1, -1, -1, 'P', '2', 'B'};

    private final DataInputStream in;
    private final int version;
    private long left = Long.MAX_VALUE;

    /** Reads the header, which must exist: see {@link #isNext}. */
    P2b(DataInputStream in) throws IOException {
        this.in = in;
        in.readFully(new byte[MAGIC.length]);
        version = in.readUnsignedByte();
        if (version < 1 || version > 3) {
            throw TorrentException.invalid("unknown P2B version: " + version + "; expected 1 to 3");
        }
        if (version == 3) {
            for (long names = Integer.toUnsignedLong(in.readInt()); names > 0; names--) {
                skipName();
            }
            left = Integer.toUnsignedLong(in.readInt());
        }
    }

    /** True if a stream continues in this format. */
    static boolean isNext(BufferedInputStream in) throws IOException {
        in.mark(MAGIC.length);
        boolean isMagic = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        in.reset();
        return isMagic;
    }

    boolean hasNext() throws IOException {
        in.mark(1);
        boolean isEnd = in.read() < 0;
        in.reset();
        return left > 0 && !isEnd;
    }

    /**
     * The next entry; empty if its addresses are in the wrong order.
     *
     * @throws EOFException if it is truncated
     */
    Optional<Rule> next() throws IOException {
        left--;
        if (version == 3) {
            in.readInt();
        } else {
            skipName();
        }
        InetAddress first = InetAddress.getByAddress(address());
        InetAddress last = InetAddress.getByAddress(address());
        boolean isRange = Arrays.compareUnsigned(first.getAddress(), last.getAddress()) <= 0;
        return isRange ? Optional.of(new Rule(first, last, true)) : Optional.empty();
    }

    private byte[] address() throws IOException {
        byte[] bytes = new byte[4];
        in.readFully(bytes);
        return bytes;
    }

    private void skipName() throws IOException {
        while (in.readUnsignedByte() != 0) {
            // up to the zero at its end
        }
    }
}
