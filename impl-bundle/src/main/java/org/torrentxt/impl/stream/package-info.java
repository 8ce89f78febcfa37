/**
 * Reading files of a torrent while they are downloaded: channels, what they wait for, and what they request ahead.
 * Knows no engine.
 */
package org.torrentxt.impl.stream;
