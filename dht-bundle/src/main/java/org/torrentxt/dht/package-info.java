/** The key-value service on the DHT: {@link org.torrentxt.api.dht.store.DhtStore} over the primitives of a session. */
package org.torrentxt.dht;
