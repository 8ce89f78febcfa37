/** What the store tells the EventAdmin. */
package org.torrentxt.dht.event;
