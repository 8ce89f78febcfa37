/** Side-by-side measurements of the service and of what one would use without it. Run by {@link org.torrentxt.benchmarks.Main}. */
package org.torrentxt.benchmarks;
