/** A Karaf with all features, started by Maven: {@link Launcher} outside, {@link CommandRunner} inside. */
package org.torrentxt.distribution;
