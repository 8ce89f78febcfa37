/** The page: its files, and the facts that it cannot get from the RPC protocol. */
package org.torrentxt.web.page;
