/**
 * Alerts of the engine: one immutable record per type of alert, the types with their codes and topics, and the
 * whiteboard service that gets the records directly.
 *
 * <p>Every alert is also sent as an event through the EventAdmin, with the topic of its type
 * ({@link org.torrentxt.api.alert.AlertTopics}) and the properties of
 * {@link org.torrentxt.api.alert.Alert#properties()}.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.alert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
