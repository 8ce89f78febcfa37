package org.torrentxt.web.file;

/** A part of a response's body. */
sealed interface Segment permits ByteRange, Segment.Text {
    /** Its bytes. */
    long length();

    /**
     * Bytes of our own.
     *
     * @param bytes not copied
     */
    record Text(byte[] bytes) implements Segment {
        @Override
        public long length() {
            return bytes.length;
        }
    }
}
