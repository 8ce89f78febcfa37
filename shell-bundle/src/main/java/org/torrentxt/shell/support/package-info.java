/** Common parts of the commands: finding services, sessions and torrents, one-line failures, and output. */
package org.torrentxt.shell.support;
