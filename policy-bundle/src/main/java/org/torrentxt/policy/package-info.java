/** What acts on the torrents of a session by rule: {@link org.torrentxt.api.policy.SessionPolicies}, as configured. */
package org.torrentxt.policy;
