/** The base classes of commands. */
package org.torrentxt.shell.action;
