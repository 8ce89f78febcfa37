/** Share limits: which torrents have reached one, and what is done about it. */
package org.torrentxt.policy.share;
