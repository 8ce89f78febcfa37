/** The subset of bencoding (BEP 3) that the store's own values require. */
package org.torrentxt.dht.bencode;
