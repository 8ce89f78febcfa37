/** URLs of files in torrents. */
package org.torrentxt.impl.url;
