/** Sessions as MBeans. */
package org.torrentxt.metrics.jmx;
