/** The events of the store. */
package org.torrentxt.dht.event;
