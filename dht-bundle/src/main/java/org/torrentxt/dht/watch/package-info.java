/** Watches: values of others that are polled. */
package org.torrentxt.dht.watch;
