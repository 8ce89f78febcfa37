/** How the rates of sessions were, kept over restarts. */
package org.torrentxt.metrics.history;
