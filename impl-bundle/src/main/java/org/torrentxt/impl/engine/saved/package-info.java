/** Saves the torrents of a session, and loads them when it starts. */
package org.torrentxt.impl.engine.saved;
