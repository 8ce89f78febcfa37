package org.torrentxt.api.dht.store;

/**
 * The EventAdmin topics of a store, and the keys of their properties. Values have standard types; arrays are copies.
 * Events are sent from a separate thread, in order, to the handlers registered at that moment. The thread of a handler
 * that does not return for 10 seconds is abandoned; delivery to others continues, and they may get that event twice.
 */
public final class DhtStoreTopics {
    /** The prefix of all topics. */
    public static final String PREFIX = "org/torrentxt/dht/";

    /** All events of the store. */
    public static final String ALL = PREFIX + "*";

    /**
     * A newer version of a {@linkplain DhtWatches watched} value was found. Properties: {@link #SESSION},
     * {@link #TIMESTAMP}, {@link #PUBLIC_KEY}, {@link #KEY}, {@link #SALT}, {@link #VALUE}, {@link #SEQ},
     * {@link #PREVIOUS_SEQ}, {@link #SIGNATURE}.
     */
    public static final String VALUE_CHANGED = PREFIX + "valueChanged";

    /**
     * The DHT has another version of a {@linkplain DhtPublications publication} that is as new as or newer than this
     * store's. Posted once per conflict. Properties: {@link #SESSION}, {@link #TIMESTAMP}, {@link #IDENTITY},
     * {@link #PUBLIC_KEY}, {@link #KEY}, {@link #SALT}, {@link #SEQ} (this store's), {@link #REASON}; and
     * {@link #CONFLICTING_SEQ}, {@link #CONFLICTING_VALUE}, if the other version was found.
     */
    public static final String PUBLICATION_CONFLICT = PREFIX + "publicationConflict";

    /**
     * A newer version of a {@linkplain DhtReleases followed} release was found. Properties: {@link #SESSION},
     * {@link #TIMESTAMP}, {@link #PUBLIC_KEY}, {@link #KEY}, {@link #SALT}, {@link #SEQ}, {@link #PREVIOUS_SEQ},
     * {@link #SIGNATURE}, {@link #MAGNET}, {@link #INFO_HASH}, {@link #TORRENT}; and {@link #PREVIOUS_INFO_HASH}, if
     * there was an older version.
     */
    public static final String RELEASE_PUBLISHED = PREFIX + "releasePublished";

    /**
     * A state file of the store cannot be used. A damaged or renamed file is set aside under another name; a file or
     * folder that cannot be read is left unchanged and never overwritten. All other files are used. Posted once for a
     * damaged file, and at each start for one that cannot be read. Not posted for identities. Properties:
     * {@link #SESSION}, {@link #TIMESTAMP}, {@link #FILE}, {@link #REASON}.
     */
    public static final String STATE_DAMAGED = PREFIX + "stateDamaged";

    /** The name of the session that the store is configured for: String. */
    public static final String SESSION = "session";

    /** When it happened, in milliseconds since 1970: Long. */
    public static final String TIMESTAMP = "timestamp";

    /** The name of an identity of the store: String. */
    public static final String IDENTITY = "identity";

    /** The public key in hexadecimal digits: String. */
    public static final String PUBLIC_KEY = "publicKey";

    /** The key: the salt as UTF-8, with replacement characters for invalid sequences; empty without salt: String. */
    public static final String KEY = "key";

    /** The salt, empty for none: byte[]. */
    public static final String SALT = "salt";

    /** The value; bencoded if it is not a byte string: byte[]. */
    public static final String VALUE = "value";

    /** The sequence number: Long. */
    public static final String SEQ = "seq";

    /** The previous sequence number, -1 if there was none: Long. */
    public static final String PREVIOUS_SEQ = "previousSeq";

    /** The signature, 64 bytes: byte[]. */
    public static final String SIGNATURE = "signature";

    /** The sequence number of the conflicting version: Long. */
    public static final String CONFLICTING_SEQ = "conflictingSeq";

    /** The value of the conflicting version: byte[]. */
    public static final String CONFLICTING_VALUE = "conflictingValue";

    /** The link to the release, as given: String. */
    public static final String MAGNET = "magnet";

    /** The info-hash of the new version's torrent in hexadecimal digits: String. */
    public static final String INFO_HASH = "infoHash";

    /** The info-hash of the previous version's torrent in hexadecimal digits: String. */
    public static final String PREVIOUS_INFO_HASH = "previousInfoHash";

    /** The id of the new version's torrent in the session, 0 if it could not be added: Integer. */
    public static final String TORRENT = "torrent";

    /** The path of the file, with its new name if it was set aside: String. */
    public static final String FILE = "file";

    /** The reason in words: String. */
    public static final String REASON = "reason";

    private DhtStoreTopics() {}
}
