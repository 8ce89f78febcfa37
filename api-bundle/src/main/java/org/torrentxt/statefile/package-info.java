/**
 * State files: one folder that one process uses at a time, files that are replaced atomically by one thread, and damaged
 * files set aside. Not exported: copied into each bundle that needs it.
 */
package org.torrentxt.statefile;
