/** As much of bencoding (BEP 3) as the store's own values take. */
package org.torrentxt.dht.bencode;
