/** Groups of torrents that share rate limits: how a limit is divided, and among which torrents. */
package org.torrentxt.policy.group;
