package org.torrentxt.api.fleet;

/**
 * The EventAdmin topics of a fleet, and the keys of their properties. Each node posts them on its own EventAdmin, for all
 * nodes, as it sees them: of others, that is what they report, a second or two ago. Values have standard types; arrays
 * are copies. The keys are those of {@linkplain org.torrentxt.api.alert.AlertTopics alerts} where they mean the same.
 */
public final class FleetTopics {
    /** The prefix of all topics. */
    public static final String PREFIX = "org/torrentxt/fleet/";

    /** All events of a fleet. */
    public static final String ALL = PREFIX + "*";

    /**
     * A node is a member of the cluster now; posted for each of them after this one has joined, this one among them.
     * Properties: {@link #CLUSTER}, {@link #TIMESTAMP}, {@link #NODE}, {@link #IS_LOCAL}, {@link #ADDRESS}, {@link
     * #NODE_LABELS}.
     */
    public static final String NODE_JOINED = PREFIX + "nodeJoined";

    /** A node is no member any more. Properties as of {@link #NODE_JOINED}. */
    public static final String NODE_LEFT = PREFIX + "nodeLeft";

    /**
     * This node has accepted a statement that nodes have a torrent, for itself or for others. Properties: {@link
     * #CLUSTER}, {@link #TIMESTAMP}, {@link #DEPLOYMENT}, {@link #PUBLIC_KEY}, {@link #SEQUENCE}, {@link #FIRST}, {@link
     * #INFO_HASH_V1}, {@link #INFO_HASH_V2}.
     */
    public static final String DEPLOYED = PREFIX + "deployed";

    /**
     * This node has accepted a statement that no node has a deployment any more. Properties: {@link #CLUSTER}, {@link
     * #TIMESTAMP}, {@link #DEPLOYMENT}, {@link #PUBLIC_KEY}, {@link #SEQUENCE}.
     */
    public static final String UNDEPLOYED = PREFIX + "undeployed";

    /**
     * A node is further with a deployment or its feature, or has another version of it. Properties: {@link #CLUSTER}, {@link
     * #TIMESTAMP}, {@link #NODE}, {@link #IS_LOCAL}, {@link #DEPLOYMENT}, {@link #PUBLIC_KEY}, {@link #SEQUENCE}, {@link
     * #STATE}, {@link #PREVIOUS_STATE}, {@link #INSTALL}, {@link #REASON}.
     */
    public static final String STATE_CHANGED = PREFIX + "stateChanged";

    /** The name of the cluster: String. */
    public static final String CLUSTER = "cluster";

    /** When it was seen, in milliseconds since 1970: Long. */
    public static final String TIMESTAMP = "timestamp";

    /** The name of the node: String. */
    public static final String NODE = "node";

    /** Whether that is the node whose EventAdmin has the event: Boolean. */
    public static final String IS_LOCAL = "isLocal";

    /** The node's address in the cluster, as digits: String. */
    public static final String ADDRESS = "address";

    /** The node's labels as KEY=VALUE, sorted; absent if it has none: String[]. */
    public static final String NODE_LABELS = "nodeLabels";

    /** The name of the deployment: String. */
    public static final String DEPLOYMENT = "deployment";

    /** The key that signed it, in hexadecimal digits: String. */
    public static final String PUBLIC_KEY = "publicKey";

    /** The sequence number of its version: Long. */
    public static final String SEQUENCE = "sequence";

    /** For how many nodes it is, {@link DeployTorrent#first()}: Integer. */
    public static final String FIRST = "first";

    /** The v1 info-hash of its torrent in hexadecimal digits, if there is one: String. */
    public static final String INFO_HASH_V1 = "infoHashV1";

    /** The v2 info-hash of its torrent in hexadecimal digits, if there is one: String. */
    public static final String INFO_HASH_V2 = "infoHashV2";

    /** {@link DeploymentState#label()}: String. */
    public static final String STATE = "state";

    /** The state before; absent if the node had not reported that version: String. */
    public static final String PREVIOUS_STATE = "previousState";

    /** {@link InstallState#label()}; absent if there is nothing to install: String. */
    public static final String INSTALL = "install";

    /** Why it failed; absent if it has not: String. */
    public static final String REASON = "reason";

    private FleetTopics() {}
}
