package org.torrentxt.web.rpc.session;

import java.util.Map;

/**
 * A number that the protocol can turn off without forgetting it, and the engine turns off by a value of its own.
 *
 * @param setting the engine's name
 * @param valueName the name of the number in the protocol
 * @param switchName the name of the switch in the protocol
 * @param unit by how much the engine's numbers are larger
 * @param off the engine's value for none
 * @param otherwise the number that is shown if it was never on, in the protocol's unit
 */
record Switched(String setting, String valueName, String switchName, int unit, long off, long otherwise) {
    private static final int KILOBYTE = 1000;

    static Switched rate(String setting, String name) {
        return new Switched(setting, name, name + "-enabled", KILOBYTE, 0, 100);
    }

    static Switched queue(String setting, String name) {
        return new Switched(setting, name + "-size", name + "-enabled", 1, -1, 5);
    }

    boolean isOn(SessionView session) {
        long value = session.number(setting);
        return off == 0 ? value > 0 : value >= 0;
    }

    long value(SessionView session) {
        return (inEngine(session) + unit - 1) / unit;
    }

    private long inEngine(SessionView session) {
        return isOn(session) ? session.number(setting) : session.preferences().kept(setting, otherwise * unit);
    }

    /**
     * Changes it.
     *
     * @param value in the engine's unit; null to keep it
     * @param on null to keep that
     * @param settings to be set
     * @return what to do once they are set
     */
    Runnable change(SessionView session, Long value, Boolean on, Map<String, Object> settings) {
        long next = value != null ? value : inEngine(session);
        boolean isOn = on != null ? on : isOn(session);
        // a rate of 0 would be none: the lowest there is comes nearest
        settings.put(setting, isOn ? Math.max(off + 1, next) : off);
        return () -> session.preferences().keep(setting, next);
    }
}
