/** The commands that move torrents with their state: backups, exports, and imports from other clients. */
package org.torrentxt.shell.transfer;
