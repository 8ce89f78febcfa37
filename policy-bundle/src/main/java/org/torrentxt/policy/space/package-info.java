/** Free space on disks: torrents wait before a disk is full. */
package org.torrentxt.policy.space;
