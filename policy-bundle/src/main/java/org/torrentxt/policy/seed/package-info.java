/** What a status says of a torrent that is seeding. */
package org.torrentxt.policy.seed;
