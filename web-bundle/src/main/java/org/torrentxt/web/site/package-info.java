/** The configuration of the web side, the sessions that it shows, and the service {@link org.torrentxt.web.site.Web} with both for the servlets. */
package org.torrentxt.web.site;
