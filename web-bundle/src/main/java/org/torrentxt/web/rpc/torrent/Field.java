package org.torrentxt.web.rpc.torrent;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.torrentxt.web.rpc.call.Output;

/**
 * A field of a torrent.
 *
 * @param key its name
 * @param value writes its value
 */
record Field(SerializableString key, Value value) {
    /** Writes the value of a field. */
    @FunctionalInterface
    interface Value {
        void write(TorrentView torrent, Output out) throws IOException;
    }

    static Field of(String name, Value value) {
        return new Field(new SerializedString(name), value);
    }

    static Field number(String name, ToLongFunction<TorrentView> value) {
        return of(name, (torrent, out) -> out.value(value.applyAsLong(torrent)));
    }

    static Field real(String name, ToDoubleFunction<TorrentView> value) {
        return of(name, (torrent, out) -> out.value(value.applyAsDouble(torrent)));
    }

    static Field truth(String name, Predicate<TorrentView> value) {
        return of(name, (torrent, out) -> out.value(value.test(torrent)));
    }

    static Field text(String name, Function<TorrentView, String> value) {
        return of(name, (torrent, out) -> out.value(value.apply(torrent)));
    }

    static Field texts(String name, Function<TorrentView, ? extends Iterable<String>> value) {
        return of(name, (torrent, out) -> out.value(value.apply(torrent)));
    }

    String name() {
        return key.getValue();
    }
}
