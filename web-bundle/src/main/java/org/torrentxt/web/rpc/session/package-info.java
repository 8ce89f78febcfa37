/** Methods of the RPC protocol that are about a session, and its preferences that only this protocol knows. */
package org.torrentxt.web.rpc.session;
