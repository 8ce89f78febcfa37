/** The checks as Felix Health Checks, where these are installed. */
package org.torrentxt.health.felix;
