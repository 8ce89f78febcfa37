/** A fleet of nodes at several sites, between network namespaces with lines that are made for it. */
package org.torrentxt.benchmarks.fleet;
