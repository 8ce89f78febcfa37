/** Times of the week. */
package org.torrentxt.policy.time;
