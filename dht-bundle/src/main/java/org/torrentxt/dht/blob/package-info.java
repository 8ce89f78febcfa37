/** Blobs: long values as trees of immutable items; their bencoding, as far as it is needed here. */
package org.torrentxt.dht.blob;
