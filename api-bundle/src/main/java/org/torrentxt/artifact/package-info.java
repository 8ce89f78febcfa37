/** Coordinates of Maven artifacts, and what they are named in a fleet; copied into bundles like {@code stage}. */
package org.torrentxt.artifact;
