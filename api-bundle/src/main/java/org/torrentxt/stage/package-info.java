/**
 * Stages for foreign code. Not exported: bnd copies this package into each bundle that needs it.
 */
package org.torrentxt.stage;
