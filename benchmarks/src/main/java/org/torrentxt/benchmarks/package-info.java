/** Comparative measurements of TorrentXT and alternatives. Run by {@link org.torrentxt.benchmarks.Main}. */
package org.torrentxt.benchmarks;
