/** Calls of the RPC protocol: their arguments, checked, and their answers. */
package org.torrentxt.web.rpc.call;
