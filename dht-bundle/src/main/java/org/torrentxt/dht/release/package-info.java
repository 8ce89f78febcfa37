/** Releases (BEP 46): publishing which torrent is the newest, and following who does. */
package org.torrentxt.dht.release;
