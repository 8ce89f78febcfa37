/** Bencoding (BEP 3), the format of .torrent files and resume data: written canonically, read with limits. */
package org.torrentxt.bencode;
