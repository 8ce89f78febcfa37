package org.torrentxt.web.rpc.session;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.web.json.JsonReader;
import org.torrentxt.web.json.MalformedJsonException;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Output;

/**
 * Arguments of a {@code session-set} that are what {@code session-get} shows. Clients send all fields of their
 * preferences back, also those that nobody has changed; as what is shown is rounded, or one for several settings, taking
 * these for changes would lose what they stand for.
 */
final class Unchanged {
    private Unchanged() {}

    /** The arguments without them. */
    static Arguments removedFrom(Arguments arguments, SessionView session) {
        Set<String> same = new HashSet<>();
        shown(session, List.copyOf(arguments.names()))
                .forEach((name, shown) -> arguments
                        .value(name)
                        .filter(value -> isSame(value, shown))
                        .ifPresent(value -> same.add(name)));
        return arguments.without(same);
    }

    private static boolean isSame(Object value, Object shown) {
        if (value instanceof Number number && shown instanceof Number other) {
            return Double.compare(number.doubleValue(), other.doubleValue()) == 0;
        }
        return value.equals(shown)
                || shown instanceof Boolean && Arguments.asTruth(value).equals(Optional.of(shown));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shown(SessionView session, List<String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonReader.FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            Output out = new Output(generator);
            out.startObject();
            for (SessionField field : SessionFields.named(Optional.of(names))) {
                field.value().write(session, out.key(field.name()));
            }
            out.endObject();
            generator.flush();
            return (Map<String, Object>) JsonReader.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException | MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }
}
