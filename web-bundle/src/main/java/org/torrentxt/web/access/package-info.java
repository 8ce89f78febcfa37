/** Who may do what: logins, roles, and requests that come from elsewhere. */
package org.torrentxt.web.access;
