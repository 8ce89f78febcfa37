package org.torrentxt.api.fleet;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;

/**
 * A fleet as one of its nodes knows it, as an OSGi service. What it knows of other nodes is what they report, a second
 * or two ago; nothing of that is verified. All members may be called from any thread.
 */
@ProviderType
public interface Fleet {
    /** The PID of the configuration. */
    String PID = "org.torrentxt.fleet";

    /** The maximum number of deployments of one key, including those that were undeployed. */
    int MAX_DEPLOYMENTS = 1_000;

    /** The maximum number of torrents of a node that the others see one by one: those that it has had longest. */
    int MAX_TORRENTS = 10_000;

    /** The name of the cluster: statements for others are not accepted. */
    String cluster();

    /** The name of this node. */
    String node();

    /** The nodes that are members of the cluster now and have reported, sorted by name; this one is among them. */
    List<FleetNode> nodes();

    /**
     * All torrents in the session of a node, deployed or not, sorted by id, as the node reports them: at most {@link
     * #MAX_TORRENTS}, and shared out over time where there are many, so that those of a node that has joined, and what
     * has changed of thousands, may take minutes.
     *
     * @param node {@link FleetNode#name()}, not null
     * @return empty if no such node is a member of the cluster now, or it does not report its torrents. Of two nodes with
     *     the same name those of this one, else of the first one in {@link #nodes()}
     */
    List<FleetTorrent> torrents(String node);

    /** What this node has accepted, for itself or for others, sorted by name and key; without what was undeployed. */
    List<Deployment> deployments();

    /**
     * States that nodes have a torrent, in place of an earlier statement with the same name and key. The statement is
     * saved before the method returns, and reaches other nodes as soon as they can be reached. Blocks while the file is
     * written.
     *
     * <p>The torrent itself should be in the session of at least one node, such as this one: the nodes fetch it from
     * each other.
     *
     * <p>If {@link DeployTorrent#first()} is not 0, the other nodes keep what they have until the deployment is continued
     * or rolled back. What it returns to then is taken from the statement that it replaces, and signed with it; {@link
     * DeployTorrent#before()} of the request is ignored.
     *
     * @param request what is deployed where, not null
     * @param keys the key pair that signs, which this node must trust; not kept; not null
     * @return the deployment with its sequence number
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if this node would not accept the statement: the
     *     message says why; {@link ErrorCode#GENERIC} if it cannot be saved
     */
    Deployment deploy(DeployTorrent request, DhtKeyPair keys);

    /**
     * States that a deployment that was for the first nodes only is for all its nodes. Nodes that have its torrent do not
     * fetch it again. Otherwise as {@link #deploy}.
     *
     * @param name that of the deployment, not null
     * @param keys the key pair that signed it, not null
     * @return the deployment with its sequence number
     * @throws TorrentException as {@link #deploy}, and {@link ErrorCode#INVALID_ARGUMENT} if this node knows no such
     *     deployment, or it is for all its nodes already
     */
    Deployment continueDeployment(String name, DhtKeyPair keys);

    /**
     * States the version before again, {@link DeployTorrent#before()}, for all its nodes: those that have kept it have it
     * at once, the others fetch it. If there is none, a deployment that is for the first nodes only is undeployed, as by
     * {@link #undeploy}; one for all its nodes is unchanged. Otherwise as {@link #deploy}.
     *
     * @param name that of the deployment, not null
     * @param keys the key pair that signed it, not null
     * @return the deployment with its sequence number; empty if it was undeployed
     * @throws TorrentException as {@link #deploy}, and {@link ErrorCode#INVALID_ARGUMENT} if this node knows no such
     *     deployment, or it is for all its nodes and there is no version before
     */
    Optional<Deployment> rollback(String name, DhtKeyPair keys);

    /**
     * States what nodes do with the torrents of a deployment, in place of what was stated for the same labels: a control
     * that neither pauses nor limits anything ends that. It lasts until then, also for new versions, and for nodes that
     * join later. Torrents that others have added are unchanged. What is stated already is not stated again. Otherwise as
     * {@link #deploy}.
     *
     * @param name that of the deployment, not null
     * @param control what nodes with its labels do, not null
     * @param keys the key pair that signed it, not null
     * @return the deployment with its sequence number
     * @throws TorrentException as {@link #deploy}, and {@link ErrorCode#INVALID_ARGUMENT} if this node knows no such
     *     deployment, or it would have more than {@link DeployTorrent#MAX_CONTROLS} controls
     */
    Deployment control(String name, NodeControl control, DhtKeyPair keys);

    /**
     * States that no node has a deployment any more. Nodes remove the torrents that the fleet has added for it, with
     * their files; torrents that others have added are unchanged. Otherwise as {@link #deploy}.
     *
     * @param name that of the deployment, not null
     * @param keys the key pair that signed it, not null
     * @throws TorrentException as {@link #deploy}, and {@link ErrorCode#INVALID_ARGUMENT} if this node knows no such
     *     deployment
     */
    void undeploy(String name, DhtKeyPair keys);
}
