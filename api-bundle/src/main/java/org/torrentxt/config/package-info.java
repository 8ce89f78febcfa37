/**
 * Reads configurations as component property types declare them; built with the API, not exported, and copied into each
 * bundle that needs it.
 */
package org.torrentxt.config;
