/** How values are displayed: units for people, JSON for scripts, tables, details and progress. */
package org.torrentxt.shell.format;
