/** Configured sessions: components, their options, and the services they register. */
package org.torrentxt.impl.session;
