/** A Karaf with everything in it, started by Maven: {@link Launcher} outside, {@link CommandRunner} inside. */
package org.torrentxt.distribution;
