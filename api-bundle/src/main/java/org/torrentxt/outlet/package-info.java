/**
 * Delivers to subscribers of whom nothing is known, from a thread of its own: no part of the API, and copied into each
 * bundle that needs it.
 */
package org.torrentxt.outlet;
