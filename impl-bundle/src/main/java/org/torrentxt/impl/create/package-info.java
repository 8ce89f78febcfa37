/**
 * Creates .torrent files without the engine: a scan with several threads determines the content, a map assigns it to
 * pieces, workers hash runs of pieces in parallel, a second scan checks that nothing has changed, and the metainfo is
 * written meanwhile.
 */
package org.torrentxt.impl.create;
