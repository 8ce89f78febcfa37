/** The commands of the scope {@code dht}. */
package org.torrentxt.shell.dht;
