/** What nodes see of each other, whatever connects them. */
package org.torrentxt.fleet.board;
