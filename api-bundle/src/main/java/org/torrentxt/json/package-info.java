/**
 * Values of the API in JSON, by documented keys; built with the API, not exported, and copied into each bundle that
 * needs it.
 */
package org.torrentxt.json;
