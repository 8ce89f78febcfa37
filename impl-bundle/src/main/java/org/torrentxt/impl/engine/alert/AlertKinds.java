package org.torrentxt.impl.engine.alert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_category_t;
import org.libtorrent4j.swig.libtorrent;
import org.torrentxt.api.alert.AlertType;

/** Maps the API's alert types to the engine's numbers and categories. */
final class AlertKinds {
    /** The categories that every session needs: errors, life cycle, resume data, and answers of the DHT. */
    private static final int OWN_CATEGORIES = libtorrent.getError().to_int()
            | libtorrent.getStatus().to_int()
            | libtorrent.getStorage().to_int()
            | libtorrent.getDht().to_int();

    // Types with names specific to the API; the codes of all others are 1000 + the engine's number.
    private static final Map<AlertType, String> OWN_NAMES = Map.of(
            AlertType.TORRENT_ADDED, "add_torrent",
            AlertType.RESUME_DATA_READY, "save_resume_data",
            AlertType.RESUME_DATA_FAILED, "save_resume_data_failed",
            AlertType.DHT_GET_PEERS, "dht_get_peers_reply",
            AlertType.DHT_INCOMING_GET_PEERS, "dht_get_peers");

    private static final int OWN_CODES = 2_000; // of types that the engine does not raise
    private static final AlertType[] BY_NUMBER = new AlertType[libtorrent.getNum_alert_types()];
    private static final Map<AlertType, Integer> CATEGORIES = new EnumMap<>(AlertType.class);
    private static final Map<AlertType, MethodHandle> CASTS = new EnumMap<>(AlertType.class);

    static {
        for (AlertType type : AlertType.values()) {
            if (type.code() >= OWN_CODES) {
                CATEGORIES.put(type, 0);
                continue;
            }
            String name = OWN_NAMES.getOrDefault(type, type.name().toLowerCase(Locale.ROOT));
            try {
                Class<?> kind = Class.forName(
                        "org.libtorrent4j.swig." + name + "_alert", true, libtorrent.class.getClassLoader());
                BY_NUMBER[kind.getField("alert_type").getInt(null)] = type;
                CATEGORIES.put(
                        type,
                        ((alert_category_t) kind.getField("static_category").get(null)).to_int());
                Method cast = alert.class.getMethod("cast_to_" + name + "_alert", alert.class);
                CASTS.put(
                        type,
                        MethodHandles.publicLookup()
                                .unreflect(cast)
                                .asType(MethodType.methodType(alert.class, alert.class)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the binding has no alert " + name, e);
            }
        }
    }

    private AlertKinds() {}

    /** The type with that number of the engine; null for internal types. */
    static AlertType byNumber(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** The alert cast to the class of its type. */
    static alert cast(AlertType type, alert raw) {
        try {
            return (alert) CASTS.get(type).invokeExact(raw);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the binding cannot cast " + type, e);
        }
    }

    /** The engine's alert mask for these types and those that every session needs. */
    static int mask(Set<AlertType> wanted) {
        int mask = OWN_CATEGORIES;
        for (AlertType type : wanted) {
            int categories = CATEGORIES.get(type);
            if ((mask & categories) == 0) {
                mask |= categories;
            }
        }
        return mask;
    }
}
