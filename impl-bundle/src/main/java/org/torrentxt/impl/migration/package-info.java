/**
 * Reads the state of other clients into requests to add torrents. Changes nothing, and knows no engine: what it returns
 * is checked when it is added.
 */
package org.torrentxt.impl.migration;
