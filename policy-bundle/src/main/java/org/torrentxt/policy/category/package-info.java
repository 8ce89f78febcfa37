/** Categories of torrents: where files go, and which limits torrents have. */
package org.torrentxt.policy.category;
