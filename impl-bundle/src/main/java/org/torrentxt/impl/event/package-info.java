/** Alerts on their way from a session to its subscribers: on the EventAdmin, and to the listeners of the whiteboard. */
package org.torrentxt.impl.event;
