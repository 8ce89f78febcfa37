/** What is measured, as components: the configuration, the sessions, and the metrics over HTTP. */
package org.torrentxt.metrics;
