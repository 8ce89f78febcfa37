/** The commands about trackers and web seeds. */
package org.torrentxt.shell.tracker;
