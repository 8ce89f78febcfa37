/** The DHT node of a session. */
package org.torrentxt.impl.engine.dht;
