/** What the RPC protocol makes of values of the API, and the other way round. */
package org.torrentxt.web.rpc.value;
