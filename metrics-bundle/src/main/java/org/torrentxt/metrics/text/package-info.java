/** Metrics in the text formats of Prometheus: the only package that uses its client. */
package org.torrentxt.metrics.text;
