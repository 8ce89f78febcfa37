/** The commands of the scope {@code fleet}. */
package org.torrentxt.shell.fleet;
