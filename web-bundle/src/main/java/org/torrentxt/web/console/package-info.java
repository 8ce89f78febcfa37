/** The tab in Felix Web Console, if there is one. */
package org.torrentxt.web.console;
