package org.torrentxt.api.dht.store;

/**
 * The EventAdmin topics of a store, and the keys of their properties. Values are of standard types; arrays are copies. Events are sent
 * from a thread of their own, in order, to those that listen at that moment. A handler that does not return for 10 seconds is left behind;
 * others go on, and may get the event that it is at twice.
 */
public final class DhtStoreTopics {
    /** What all topics begin with. */
    public static final String PREFIX = "org/torrentxt/dht/";

    /** All events of the store. */
    public static final String ALL = PREFIX + "*";

    /**
     * A {@linkplain DhtWatches watched} value has a newer version. Properties: {@link #SESSION}, {@link #TIMESTAMP}, {@link #PUBLIC_KEY},
     * {@link #KEY}, {@link #SALT}, {@link #VALUE}, {@link #SEQ}, {@link #PREVIOUS_SEQ}, {@link #SIGNATURE}.
     */
    public static final String VALUE_CHANGED = PREFIX + "valueChanged";

    /**
     * The DHT has another version of a {@linkplain DhtPublications publication} than this store's, as new or newer. Posted once for each conflict. Properties:
     * {@link #SESSION}, {@link #TIMESTAMP}, {@link #IDENTITY}, {@link #PUBLIC_KEY}, {@link #KEY}, {@link #SALT}, {@link #SEQ} (this
     * store's), {@link #REASON}; and {@link #CONFLICTING_SEQ}, {@link #CONFLICTING_VALUE}, if the other version was found.
     */
    public static final String PUBLICATION_CONFLICT = PREFIX + "publicationConflict";

    /**
     * A {@linkplain DhtReleases followed} release has a newer version. Properties: {@link #SESSION}, {@link #TIMESTAMP}, {@link #PUBLIC_KEY},
     * {@link #KEY}, {@link #SALT}, {@link #SEQ}, {@link #PREVIOUS_SEQ}, {@link #SIGNATURE}, {@link #MAGNET}, {@link #INFO_HASH},
     * {@link #TORRENT}; and {@link #PREVIOUS_INFO_HASH}, if there was an older version.
     */
    public static final String RELEASE_PUBLISHED = PREFIX + "releasePublished";

    /**
     * A file of the store's state cannot be used: it is damaged, or has another name than the store gave it, and is set aside under another name, or it, or its folder, cannot be read, and is
     * left as it is and never overwritten. The rest is used. Posted once of a damaged file, and at each start of one that cannot be read. Identities are
     * not among these files. Properties: {@link #SESSION}, {@link #TIMESTAMP}, {@link #FILE}, {@link #REASON}.
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

    /** The key, which is the salt as UTF-8, with a replacement character for what is none; empty without salt: String. */
    public static final String KEY = "key";

    /** The salt, empty for none: byte[]. */
    public static final String SALT = "salt";

    /** The value; bencoded if it is not a byte string: byte[]. */
    public static final String VALUE = "value";

    /** The sequence number: Long. */
    public static final String SEQ = "seq";

    /** The sequence number seen before, -1 if there was none: Long. */
    public static final String PREVIOUS_SEQ = "previousSeq";

    /** The signature, 64 bytes: byte[]. */
    public static final String SIGNATURE = "signature";

    /** The sequence number of the version that is not the store's: Long. */
    public static final String CONFLICTING_SEQ = "conflictingSeq";

    /** The value of the version that is not the store's: byte[]. */
    public static final String CONFLICTING_VALUE = "conflictingValue";

    /** The link to the release as it was given: String. */
    public static final String MAGNET = "magnet";

    /** The info-hash of the version's torrent in hexadecimal digits: String. */
    public static final String INFO_HASH = "infoHash";

    /** The info-hash of the older version's torrent in hexadecimal digits: String. */
    public static final String PREVIOUS_INFO_HASH = "previousInfoHash";

    /** The id of the version's torrent in the session, 0 if it could not be added: Integer. */
    public static final String TORRENT = "torrent";

    /** The path of the file, under its new name if it is set aside: String. */
    public static final String FILE = "file";

    /** What was wrong, in words: String. */
    public static final String REASON = "reason";

    private DhtStoreTopics() {}
}
