/** Runs the checks that bundles add. */
package org.torrentxt.health;
