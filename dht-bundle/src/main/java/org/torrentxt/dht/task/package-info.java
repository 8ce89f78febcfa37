/** What is done later, again and again, or at the same time: the store's one thread and what runs on it. */
package org.torrentxt.dht.task;
