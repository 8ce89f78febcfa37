/** A node of a fleet as a component: its configuration, and what it does once a second. */
package org.torrentxt.fleet;
