/** Installs the features of deployments that are complete, and uninstalls them. */
package org.torrentxt.fleet.install;
