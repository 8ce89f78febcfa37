package org.torrentxt.fleet.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.replicatedmap.ReplicatedMap;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/**
 * A board on Hazelcast's replicated maps: each member has a copy of all notices, and what one posts is sent to the
 * others. A cluster whose members have all stopped forgets them.
 */
public final class HazelcastBoard implements Board {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastBoard.class);

    private final HazelcastInstance hazelcast;

    private HazelcastBoard(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    /**
     * Joins a cluster, or begins one; takes seconds.
     *
     * @throws IllegalStateException if that fails, as when the port is in use, or no interface has the address
     */
    public static HazelcastBoard join(ClusterOptions options) {
        requireOwn(options.address());
        HazelcastLogs.quieten();
        Config config = HazelcastSettings.of(options);
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        thread.setContextClassLoader(config.getClassLoader());
        try {
            return new HazelcastBoard(Hazelcast.newHazelcastInstance(config));
        } catch (RuntimeException e) { // not all of its failures are a HazelcastException
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    // Hazelcast would say so in several lines, each time.
    private static void requireOwn(InetAddress address) {
        try {
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new IllegalStateException(
                        "no network interface has address " + address.getHostAddress() + "; correct bind.address");
            }
        } catch (SocketException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isOpen() {
        return hazelcast.getLifecycleService().isRunning();
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (com.hazelcast.cluster.Member member : hazelcast.getCluster().getMembers()) {
            try {
                members.add(new Member(
                        member.getUuid().toString(), member.getAddress().getInetAddress(), member.localMember()));
            } catch (UnknownHostException e) {
                LOG.debug("No address of {}", member, e);
            }
        }
        return members;
    }

    @Override
    public Map<String, byte[]> read(Subject subject, int maxLength) {
        Map<String, byte[]> notices = new HashMap<>();
        ReplicatedMap<Object, Object> map = map(subject);
        for (String key : keys(map)) {
            notice(map, key, maxLength).ifPresent(notice -> notices.put(key, notice));
        }
        return notices;
    }

    @Override
    public Optional<byte[]> read(Subject subject, String key, int maxLength) {
        try {
            return notice(map(subject), key, maxLength);
        } catch (HazelcastInstanceNotActiveException e) { // whoever asks may be late
            return Optional.empty();
        }
    }

    private static Optional<byte[]> notice(ReplicatedMap<Object, Object> map, String key, int maxLength) {
        try {
            return map.get(key) instanceof byte[] notice && notice.length <= maxLength
                    ? Optional.of(notice)
                    : Optional.empty();
        } catch (HazelcastSerializationException e) {
            LOG.debug("Not a notice", e);
            return Optional.empty();
        }
    }

    @Override
    public Set<String> keys(Subject subject) {
        return Set.copyOf(keys(map(subject)));
    }

    // An object of Java as a key, which nobody posts but attackers, would hide all others: then all are removed,
    // and those who know them post them again.
    private static List<String> keys(ReplicatedMap<Object, Object> map) {
        try {
            return map.keySet().stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        } catch (HazelcastSerializationException e) {
            LOG.warn("Fleet: somebody has posted an object of Java, which is refused; all notices are posted again");
            LOG.debug("Not a notice", e);
            attempt(map::clear);
            return List.of();
        }
    }

    @Override
    public void post(Subject subject, String key, byte[] notice) {
        attempt(() -> map(subject).put(key, notice));
    }

    @Override
    public void remove(Subject subject, String key) {
        attempt(() -> map(subject).remove(key));
    }

    // What fails, as while members come and go, is done again by whoever compares.
    private static void attempt(Runnable change) {
        try {
            change.run();
        } catch (HazelcastException | HazelcastInstanceNotActiveException e) {
            LOG.debug("Not posted", e);
        }
    }

    private ReplicatedMap<Object, Object> map(Subject subject) {
        return hazelcast.getReplicatedMap(HazelcastSettings.map(subject));
    }

    @Override
    public void close() {
        hazelcast.getLifecycleService().terminate();
    }
}
