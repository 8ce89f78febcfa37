package org.torrentxt.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The engine's settings, by the names of libtorrent's
 * <a href="https://libtorrent.org/reference-Settings.html">settings_pack</a>, obtained by
 * {@link TorrentSession#settings()}. They take effect at once and last until the session is stopped or its configuration changes; what should
 * stay belongs into the configuration, as {@code setting.NAME}. All members may be called from any thread and wait for the engine's network
 * thread, normally for less than a millisecond.
 */
@ProviderType
public interface SessionSettings {
    /** What kind of value a setting takes. */
    enum Type {
        /**
         * A {@link Long}, at most 2,147,483,647. Counts, sizes, rates and times are not negative, but for limits of which
         * libtorrent says that -1 is none; settings with a narrower range say so when it is left.
         */
        INT,
        /** A {@link Boolean}. */
        BOOL,
        /** A {@link String}. */
        STRING
    }

    /**
     * One setting.
     *
     * @param name libtorrent's name of it
     * @param type what its value is
     * @param value the value in force: Long, Boolean or String
     * @param defaultValue libtorrent's own default
     */
    record Setting(String name, Type type, Object value, Object defaultValue) {}

    /**
     * All settings, by name.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    List<Setting> list();

    /**
     * One setting.
     *
     * @param name libtorrent's name of it, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown name, with the nearest ones;
     *     {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    Setting get(String name);

    /**
     * Sets several settings at once: all of them, or none if one is wrong.
     *
     * @param values by name, without nulls: numbers, booleans and strings, or text that reads as the setting's type
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown name (with the nearest ones), a value of the wrong
     *     type, or a number out of range, or one that this session's {@code network} rules out; {@link ErrorCode#NO_SESSION}
     *     once the session is stopped
     */
    void set(Map<String, ?> values);

    /**
     * The encryption policy in force.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    EncryptionPolicy encryption();

    /**
     * Sets the encryption policy.
     *
     * @param policy not null
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    default void setEncryption(EncryptionPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        set(Map.of(
                "in_enc_policy", policy.incoming().code(),
                "out_enc_policy", policy.outgoing().code(),
                "allowed_enc_level", policy.level().code()));
    }

    /**
     * Sets one setting.
     *
     * @param name libtorrent's name of it, not null
     * @param value not null: a number, boolean or string, or text that reads as the setting's type
     * @throws TorrentException as {@link #set(Map)}
     */
    default void set(String name, Object value) {
        set(Map.of(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }
}
