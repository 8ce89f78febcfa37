/** The commands that add and watch torrents. */
package org.torrentxt.shell.add;
