/** How failures are worded for users; built with the API, not exported, copied into the bundles that need it. */
package org.torrentxt.failure;
