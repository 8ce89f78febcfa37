/** What the commands have in common: finding services, sessions and torrents, failing in one line, and printing. */
package org.torrentxt.shell.support;
