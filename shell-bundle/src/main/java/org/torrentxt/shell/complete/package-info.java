/** Completers of arguments and option values. */
package org.torrentxt.shell.complete;
