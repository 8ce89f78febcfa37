/**
 * What the engine reports: one immutable record for each kind of alert, its type with code and topic, and the whiteboard service that
 * gets the records directly.
 *
 * <p>Every alert is also an event on the EventAdmin, under the topic of its type ({@link org.torrentxt.api.alert.AlertTopics}) and
 * with the properties of {@link org.torrentxt.api.alert.Alert#properties()}.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.alert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
