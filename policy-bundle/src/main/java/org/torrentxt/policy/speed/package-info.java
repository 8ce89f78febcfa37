/** Alternative rate limits: when they are in force, and what the normal ones are meanwhile. */
package org.torrentxt.policy.speed;
