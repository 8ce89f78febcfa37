/** {@code torrent:top}. */
package org.torrentxt.shell.top;
