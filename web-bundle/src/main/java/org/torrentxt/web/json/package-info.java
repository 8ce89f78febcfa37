/** JSON documents as they are received: bounded in size and depth. */
package org.torrentxt.web.json;
