package org.torrentxt.api.alert;

/** The EventAdmin topics of alerts, and the common property keys of their events. */
public final class AlertTopics {
    /** The prefix of every alert topic, followed by the alert's name. */
    public static final String PREFIX = "org/torrentxt/alert/";

    /**
     * All alerts except {@linkplain AlertType#isVerbose() verbose} ones, which are sent only to handlers that name
     * their topic. A handler of all events, <code>*</code>, does not get {@linkplain AlertType#isDroppable() droppable}
     * alerts either, unless another subscriber wants them.
     */
    public static final String ALL = PREFIX + "*";

    /** The session's name: String. */
    public static final String SESSION = "session";

    /** The torrent's id, 0 if there is none: Integer. */
    public static final String TORRENT = "torrent";

    /** The torrent's name, or its info-hash while the name is unknown; absent if there is no torrent: String. */
    public static final String TORRENT_NAME = "torrentName";

    /** {@link AlertType#code()}: Integer. */
    public static final String CODE = "code";

    /** {@link AlertType#alertName()}: String. */
    public static final String NAME = "name";

    /** When the alert was read from the engine, in milliseconds since 1970: Long. */
    public static final String TIMESTAMP = "timestamp";

    /** The torrent's v1 info-hash in hexadecimal digits, if there is one: String. */
    public static final String INFO_HASH_V1 = "infoHashV1";

    /** The torrent's v2 info-hash in hexadecimal digits, if there is one: String. */
    public static final String INFO_HASH_V2 = "infoHashV2";

    /** The torrent's labels, sorted; absent if it has none: String[]. */
    public static final String LABELS = "labels";

    /** The prefix of the keys of the torrent's attributes, each a property of its own: String. */
    public static final String ATTRIBUTE = "attribute.";

    /** The {@link Alert} itself. */
    public static final String ALERT = "alert";

    private AlertTopics() {}
}
