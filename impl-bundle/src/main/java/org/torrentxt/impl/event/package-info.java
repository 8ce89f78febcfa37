/** Delivers alerts from a session to its subscribers: through the EventAdmin, and to registered listeners. */
package org.torrentxt.impl.event;
