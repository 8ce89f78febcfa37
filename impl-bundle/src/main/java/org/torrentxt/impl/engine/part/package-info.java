/** The parts of a torrent that do not know it: how it runs, its limits, its notes, what is known and saved of it. */
package org.torrentxt.impl.engine.part;
