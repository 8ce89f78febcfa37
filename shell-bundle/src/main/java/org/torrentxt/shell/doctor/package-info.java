/** The command {@code torrent:doctor}, the view of the health checks in the console. */
package org.torrentxt.shell.doctor;
