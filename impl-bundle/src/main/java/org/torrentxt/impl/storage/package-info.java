/** Files of torrents: moving, copying, deleting, and links that lead out of a torrent's folder. */
package org.torrentxt.impl.storage;
