/** The statuses of all torrents, kept up to date by what the engine says has changed. */
package org.torrentxt.impl.engine.status;
