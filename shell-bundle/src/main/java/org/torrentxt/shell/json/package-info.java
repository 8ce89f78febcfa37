/** JSON of the console: documented keys for all values. */
package org.torrentxt.shell.json;
