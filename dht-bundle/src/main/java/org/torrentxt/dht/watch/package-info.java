/** Watches: values of others, looked up again and again. */
package org.torrentxt.dht.watch;
