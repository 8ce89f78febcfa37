/** Logging in with a form, and logging out. */
package org.torrentxt.web.login;
