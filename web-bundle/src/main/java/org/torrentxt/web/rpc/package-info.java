/** The RPC protocol of Transmission 4.0: requests over HTTP, and what answers them. */
package org.torrentxt.web.rpc;
