/** The content of files over HTTP, also while they are downloaded. */
package org.torrentxt.web.file;
