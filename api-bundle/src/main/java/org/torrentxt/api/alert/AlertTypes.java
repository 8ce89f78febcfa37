package org.torrentxt.api.alert;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The types of alerts that an {@link AlertListener} wants, for a component of Declarative Services; sets the service
 * property {@value AlertListener#TYPES}.
 *
 * <pre>{@code
 * @Component
 * @AlertTypes(AlertType.TORRENT_FINISHED)
 * @SessionName("default")
 * public final class Notifier implements AlertListener {
 * }</pre>
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface AlertTypes {
    /** The wanted types. */
    AlertType[] value();
}
