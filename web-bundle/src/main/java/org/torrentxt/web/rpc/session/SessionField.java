package org.torrentxt.web.rpc.session;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.torrentxt.web.rpc.call.Output;

/**
 * A field of a session.
 *
 * @param name its name
 * @param value writes its value
 */
record SessionField(String name, Value value) {
    /** Writes the value of a field. */
    @FunctionalInterface
    interface Value {
        void write(SessionView session, Output out) throws IOException;
    }

    static SessionField number(String name, ToLongFunction<SessionView> value) {
        return new SessionField(name, (session, out) -> out.value(value.applyAsLong(session)));
    }

    static SessionField truth(String name, Predicate<SessionView> value) {
        return new SessionField(name, (session, out) -> out.value(value.test(session)));
    }

    static SessionField text(String name, Function<SessionView, String> value) {
        return new SessionField(name, (session, out) -> out.value(value.apply(session)));
    }

    /** One that is always the same. */
    static SessionField fixed(String name, Object value) {
        if (value instanceof Boolean truth) {
            return truth(name, session -> truth);
        } else if (value instanceof Integer number) {
            return number(name, session -> number);
        }
        return text(name, session -> value.toString());
    }
}
