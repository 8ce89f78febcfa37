/**
 * HTTP for the engine: the trackers and web seeds of torrents, asked by Java in the engine's place. Knows neither the engine nor
 * sessions.
 */
package org.torrentxt.impl.gateway;
