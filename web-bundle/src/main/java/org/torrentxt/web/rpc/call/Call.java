package org.torrentxt.web.rpc.call;

import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.access.Visitor;

/**
 * One call of a method.
 *
 * @param session the session that it is for
 * @param visitor who calls
 * @param arguments its arguments
 */
public record Call(TorrentSession session, Visitor visitor, Arguments arguments) {}
