/** Access to the DHT: the session, timeouts, and keys. */
package org.torrentxt.dht.access;
