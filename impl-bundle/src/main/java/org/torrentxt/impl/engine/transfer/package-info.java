/** Brings torrents into a session that come from elsewhere: other clients, and backups. */
package org.torrentxt.impl.engine.transfer;
