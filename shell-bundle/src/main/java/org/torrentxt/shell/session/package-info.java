/** The commands about sessions, their settings, filters and events. */
package org.torrentxt.shell.session;
