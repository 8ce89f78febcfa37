/** The health of a node of a fleet. */
package org.torrentxt.fleet.check;
