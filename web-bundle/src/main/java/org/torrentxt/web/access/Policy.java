package org.torrentxt.web.access;

import java.util.Set;

/**
 * Who is let in.
 *
 * @param remote whether clients on other hosts are answered
 * @param hosts names of this server besides {@code localhost}, in lower case
 * @param viewers the roles with read-only access
 * @param managers the roles that can also change things
 */
public record Policy(boolean remote, Set<String> hosts, Set<String> viewers, Set<String> managers) {}
