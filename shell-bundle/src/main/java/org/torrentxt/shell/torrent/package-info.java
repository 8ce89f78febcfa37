/** The commands of the scope {@code torrent}. */
package org.torrentxt.shell.torrent;
