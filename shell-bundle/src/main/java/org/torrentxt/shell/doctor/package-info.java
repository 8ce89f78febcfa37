/** The command {@code torrent:doctor} and its checks. */
package org.torrentxt.shell.doctor;
