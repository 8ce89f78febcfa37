package org.torrentxt.api.alert;

/** The EventAdmin topics of alerts, and the property keys that all of their events have. */
public final class AlertTopics {
    /** What the topic of every alert begins with; the alert's name follows. */
    public static final String PREFIX = "org/torrentxt/alert/";

    /**
     * All alerts but the {@linkplain AlertType#isVerbose() verbose} ones, which only arrive where a handler names their topic. A
     * handler of whatever there is, <code>*</code>, does not get those that are {@linkplain AlertType#isDroppable() droppable},
     * either, unless another subscriber wants them.
     */
    public static final String ALL = PREFIX + "*";

    /** The session's name: String. */
    public static final String SESSION = "session";

    /** The torrent's id, 0 if the alert concerns none: Integer. */
    public static final String TORRENT = "torrent";

    /** The torrent's name, or its info-hash while no name is known; absent if the alert concerns none: String. */
    public static final String TORRENT_NAME = "torrentName";

    /** {@link AlertType#code()}: Integer. */
    public static final String CODE = "code";

    /** {@link AlertType#alertName()}: String. */
    public static final String NAME = "name";

    /** When the alert was read from the engine, in milliseconds since 1970: Long. */
    public static final String TIMESTAMP = "timestamp";

    /** The torrent's v1 info-hash in hexadecimal digits, where there is one: String. */
    public static final String INFO_HASH_V1 = "infoHashV1";

    /** The torrent's v2 info-hash in hexadecimal digits, where there is one: String. */
    public static final String INFO_HASH_V2 = "infoHashV2";

    /** The {@link Alert} itself. */
    public static final String ALERT = "alert";

    private AlertTopics() {}
}
