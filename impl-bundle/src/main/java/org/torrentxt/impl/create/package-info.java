/**
 * Makes .torrent files without the engine: a scan fixes what the content is, a map lays it out in pieces, workers hash runs of
 * pieces in parallel, a second scan proves that nothing changed, and the metainfo is written.
 */
package org.torrentxt.impl.create;
