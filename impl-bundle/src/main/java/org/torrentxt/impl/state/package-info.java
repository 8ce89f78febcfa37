/**
 * The saved state of sessions and torrents, and its files, which docs/state.md describes. Independent of the engine: its
 * resume data is kept as it was written.
 */
package org.torrentxt.impl.state;
