/** The commands about files and pieces of torrents. */
package org.torrentxt.shell.content;
