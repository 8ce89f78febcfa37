/** What happens in a session, and how its torrents change, as Server-Sent Events. */
package org.torrentxt.web.event;
