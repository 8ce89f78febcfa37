/** The events of a fleet. */
package org.torrentxt.fleet.event;
