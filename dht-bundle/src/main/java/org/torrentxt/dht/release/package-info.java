/** Releases (BEP 46): publishing the newest torrent, and following publishers. */
package org.torrentxt.dht.release;
