/** The way to the DHT: which session, by when, and what a key is there. */
package org.torrentxt.dht.access;
