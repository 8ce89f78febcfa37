/** The torrents of a session. */
package org.torrentxt.impl.engine.torrent;
