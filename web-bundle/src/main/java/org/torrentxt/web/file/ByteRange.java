package org.torrentxt.web.file;

/**
 * Some bytes of a file.
 *
 * @param first the position of the first one
 * @param last the position of the last one, not before the first
 */
record ByteRange(long first, long last) implements Segment {
    @Override
    public long length() {
        return last - first + 1;
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
