/** The command {@code torrent:create}. */
package org.torrentxt.shell.create;
