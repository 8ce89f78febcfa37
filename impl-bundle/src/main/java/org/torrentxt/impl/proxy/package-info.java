/**
 * Proxies: how to connect through one (SOCKS4, SOCKS5, HTTP), and the front that the engine is given in the place of
 * the one that is configured. Knows neither the engine nor sessions.
 */
package org.torrentxt.impl.proxy;
