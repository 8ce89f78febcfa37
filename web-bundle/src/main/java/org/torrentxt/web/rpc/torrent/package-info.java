/** Methods of the RPC protocol that are about torrents, and the fields of a torrent. */
package org.torrentxt.web.rpc.torrent;
