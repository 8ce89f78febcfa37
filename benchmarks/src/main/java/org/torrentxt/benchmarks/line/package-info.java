/** A line with a delay, a rate and losses between two network namespaces, and transfers over it. */
package org.torrentxt.benchmarks.line;
