/** Scheduled, periodic and concurrent work: the store's thread and its tasks. */
package org.torrentxt.dht.task;
