/**
 * HTTP for the engine: requests to trackers and web seeds, sent by Java on behalf of the engine. Independent of engine
 * and sessions.
 */
package org.torrentxt.impl.gateway;
