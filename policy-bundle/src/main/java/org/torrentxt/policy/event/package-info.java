/** The events of policies. */
package org.torrentxt.policy.event;
