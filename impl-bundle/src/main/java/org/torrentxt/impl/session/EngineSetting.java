package org.torrentxt.impl.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key of the configuration that corresponds to one setting of the engine. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface EngineSetting {
    /** The setting, by libtorrent's name. */
    String value();
}
