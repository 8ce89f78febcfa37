/**
 * Creates .torrent files without the engine: a scan determines the content, a map assigns it to pieces, workers hash
 * runs of pieces in parallel, a second scan checks that nothing has changed, and the metainfo is written.
 */
package org.torrentxt.impl.create;
