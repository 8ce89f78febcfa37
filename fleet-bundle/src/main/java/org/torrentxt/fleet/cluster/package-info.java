/** A board on Hazelcast: the only package that knows it. */
package org.torrentxt.fleet.cluster;
