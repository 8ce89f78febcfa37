package org.torrentxt.api.alert;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The sessions of which an {@link AlertListener} wants alerts, for a component of Declarative Services; sets the service
 * property {@value AlertListener#SESSION_NAME}. For an example, see {@link AlertTypes}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SessionName {
    /** The names of the wanted sessions. */
    String[] value();
}
