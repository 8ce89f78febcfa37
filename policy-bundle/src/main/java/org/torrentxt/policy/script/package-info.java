/** Scripts that are run when torrents are complete. */
package org.torrentxt.policy.script;
