/** Blobs: long values as trees of immutable items. */
package org.torrentxt.dht.blob;
