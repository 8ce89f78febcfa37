/** A Maven repository for this machine, out of what was published in the fleet. */
package org.torrentxt.fleet.maven;
