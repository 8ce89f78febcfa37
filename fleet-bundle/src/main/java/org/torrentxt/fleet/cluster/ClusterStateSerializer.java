package org.torrentxt.fleet.cluster;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;

/**
 * How members agree on the state of the cluster, which Hazelcast would serialise by Java, which is off: parts of a
 * cluster that were separated stop all changes before they join again.
 */
final class ClusterStateSerializer implements StreamSerializer<ClusterState> {
    private static final int TYPE = 2;

    @Override
    public int getTypeId() {
        return TYPE;
    }

    @Override
    public void write(ObjectDataOutput out, ClusterState state) throws IOException {
        out.writeByte(state.ordinal());
    }

    @Override
    public ClusterState read(ObjectDataInput in) throws IOException {
        int ordinal = in.readByte();
        if (ordinal < 0 || ordinal >= ClusterState.values().length) {
            throw new HazelcastSerializationException("no cluster state: " + ordinal);
        }
        return ClusterState.values()[ordinal];
    }
}
