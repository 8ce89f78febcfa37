/** Pauses sessions at times of the week. */
package org.torrentxt.policy.pause;
