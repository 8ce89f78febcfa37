/** Lookups, with a cache. */
package org.torrentxt.dht.lookup;
