/** What nodes report about themselves. */
package org.torrentxt.fleet.node;
