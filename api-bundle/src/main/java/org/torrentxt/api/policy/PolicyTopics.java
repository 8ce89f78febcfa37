package org.torrentxt.api.policy;

/**
 * The EventAdmin topics of policies, and the keys of their properties. Values have standard types; arrays are copies.
 * The keys are those of {@linkplain org.torrentxt.api.alert.AlertTopics alerts} where they mean the same.
 */
public final class PolicyTopics {
    /** The prefix of all topics. */
    public static final String PREFIX = "org/torrentxt/policy/";

    /** All events of policies. */
    public static final String ALL = PREFIX + "*";

    /**
     * A torrent has reached a limit; posted before anything is done about it. Properties: {@link #SESSION}, {@link
     * #TIMESTAMP}, {@link #TORRENT}, {@link #TORRENT_NAME}, {@link #INFO_HASH_V1}, {@link #INFO_HASH_V2}, {@link
     * #LABELS}, {@link #CATEGORY}, {@link #LIMIT}, {@link #ACTION}, {@link #RATIO}, {@link #SEEDING_SECONDS}.
     */
    public static final String SHARE_LIMIT_REACHED = PREFIX + "shareLimitReached";

    /**
     * The rate limits of a session are alternative ones now, or normal ones again. Properties: {@link #SESSION}, {@link
     * #TIMESTAMP}, {@link #ALTERNATIVE}.
     */
    public static final String SPEEDS_SWITCHED = PREFIX + "speedsSwitched";

    /**
     * A file system has less free space than the reserve: incomplete torrents there wait. Properties: {@link #SESSION},
     * {@link #TIMESTAMP}, {@link #FOLDER}, {@link #FREE}, {@link #RESERVE}, {@link #TORRENTS}.
     */
    public static final String SPACE_LOW = PREFIX + "spaceLow";

    /** It has enough again: they continue. Properties as of {@link #SPACE_LOW}. */
    public static final String SPACE_FREED = PREFIX + "spaceFreed";

    /** The name of the session: String. */
    public static final String SESSION = "session";

    /** When it happened, in milliseconds since 1970: Long. */
    public static final String TIMESTAMP = "timestamp";

    /** The torrent's id: Integer. */
    public static final String TORRENT = "torrent";

    /** The torrent's name, or its info-hash while the name is unknown: String. */
    public static final String TORRENT_NAME = "torrentName";

    /** The torrent's v1 info-hash in hexadecimal digits, if there is one: String. */
    public static final String INFO_HASH_V1 = "infoHashV1";

    /** The torrent's v2 info-hash in hexadecimal digits, if there is one: String. */
    public static final String INFO_HASH_V2 = "infoHashV2";

    /** The torrent's labels, sorted; absent if it has none: String[]. */
    public static final String LABELS = "labels";

    /** The name of the torrent's category; absent if it is in none: String. */
    public static final String CATEGORY = "category";

    /** {@link ShareLimitKind#label()}: String. */
    public static final String LIMIT = "limit";

    /** {@link ShareAction#label()} of what is done now: String. */
    public static final String ACTION = "action";

    /** The torrent's ratio: Double. */
    public static final String RATIO = "ratio";

    /** How long the torrent has been seeding, in seconds: Long. */
    public static final String SEEDING_SECONDS = "seedingSeconds";

    /** Whether the alternative limits are in force: Boolean. */
    public static final String ALTERNATIVE = "alternative";

    /** A folder of torrents on that file system: String. */
    public static final String FOLDER = "folder";

    /** How much is free there, in bytes: Long. */
    public static final String FREE = "free";

    /** How much is kept free, in bytes: Long. */
    public static final String RESERVE = "reserve";

    /** How many torrents are concerned: Integer. */
    public static final String TORRENTS = "torrents";

    private PolicyTopics() {}
}
