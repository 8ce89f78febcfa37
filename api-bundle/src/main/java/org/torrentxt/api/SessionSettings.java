package org.torrentxt.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The engine's settings, by the names of libtorrent's
 * <a href="https://libtorrent.org/reference-Settings.html">settings_pack</a>, obtained by
 * {@link TorrentSession#settings()}. Changes take effect immediately and last until the session is stopped or its
 * configuration changes; permanent settings belong in the configuration, as {@code setting.NAME}. All members may be
 * called from any thread and wait for the engine's network thread, normally for less than a millisecond.
 */
@ProviderType
public interface SessionSettings {
    /** The type of a setting's value. */
    enum Type {
        /**
         * A {@link Long}, at most 2,147,483,647. Counts, sizes, rates and times are not negative, except for limits
         * where libtorrent documents -1 as unlimited; the error message for a value out of range names the range.
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
     * @param name libtorrent's name
     * @param type the type of its value
     * @param value the value in effect: Long, Boolean or String
     * @param defaultValue libtorrent's default
     */
    record Setting(String name, Type type, Object value, Object defaultValue) {
        /** Rejects nulls. */
        public Setting {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(defaultValue, "defaultValue");
        }
    }

    /**
     * All settings, by name.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    List<Setting> list();

    /**
     * One setting.
     *
     * @param name libtorrent's name, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown name, with similar ones;
     *     {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    Setting get(String name);

    /**
     * Sets several settings at once: all of them, or none if one is invalid.
     *
     * @param values by name, without nulls: numbers, booleans and strings, or text that can be converted to the
     *     setting's type
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown name (with similar ones), a value of
     *     the wrong type, a number out of range, or a value that the session's {@code network} does not allow;
     *     {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void set(Map<String, ?> values);

    /**
     * The encryption policy in effect.
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
     * @param name libtorrent's name, not null
     * @param value not null: a number, boolean or string, or text that can be converted to the setting's type
     * @throws TorrentException as {@link #set(Map)}
     */
    default void set(String name, Object value) {
        set(Map.of(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    }
}
