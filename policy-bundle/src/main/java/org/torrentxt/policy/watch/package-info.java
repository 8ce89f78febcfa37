/** Watch folders: torrents are added from files that are put into a folder. */
package org.torrentxt.policy.watch;
