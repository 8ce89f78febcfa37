/** How values are shown: units for people, JSON for scripts, tables, details and progress. */
package org.torrentxt.shell.format;
