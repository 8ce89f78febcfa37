/** What a torrent consists of: metadata, resume data, magnet links, and the places of its files. */
package org.torrentxt.impl.engine.content;
