package org.torrentxt.fleet.statement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.failure.Reasons;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

/**
 * The newest statement about each deployment that a node has accepted, each in a file: what it says is done only once it
 * is saved, so that an older one is never accepted afterwards. Those that end a deployment are kept for the same reason.
 * Files are verified as what comes from others. Thread-safe.
 */
public final class Statements {
    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);
    private static final String SUFFIX = ".statement";

    private static final class Reports implements StateListener {
        @Override
        public void damaged(Path file, String reason) {
            LOG.error("Fleet: a saved statement is damaged: {}; the file is set aside as {}", reason, file);
        }

        @Override
        public void refused(Path file, String reason) {
            LOG.error("Fleet: a saved statement cannot be read: {}: {}; the file is left unchanged", file, reason);
        }
    }

    private final Judge judge;
    private final StateFiles files;
    private final Map<StatementId, SignedBytes> saved = new HashMap<>(); // whether the node still accepts them or not
    private final Map<StatementId, Statement> newest = new TreeMap<>();
    private boolean isClosed;

    /**
     * Reads those that are saved. Those of keys that are no longer trusted are left on disk, and not used.
     *
     * @param folder need not exist
     */
    public Statements(Path folder, Judge judge) {
        this.judge = judge;
        this.files = new StateFiles(folder, SignedBytes.MAX_LENGTH, new Reports());
        try {
            files.cleanUp();
            files.names(SUFFIX).forEach(this::load);
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC, "cannot read statements in " + folder + ": " + Reasons.withFile(e), e);
        }
    }

    private void load(String file) {
        files.read(file, bytes -> {
            try {
                SignedBytes signed = SignedBytes.read(bytes);
                if (!file(signed.id()).equals(file) || !signed.item().hasValidSignature()) {
                    throw new IOException("its name or signature is wrong");
                }
                saved.put(signed.id(), signed);
            } catch (RefusedException e) {
                throw new IOException(e.getMessage(), e);
            }
            use(file, bytes);
        });
    }

    private void use(String file, byte[] bytes) {
        try {
            Statement statement = judge.verify(bytes);
            newest.put(statement.id(), statement);
        } catch (RefusedException e) {
            LOG.warn("Fleet: saved statement {} is not used: {}", file, e.getMessage());
        }
    }

    private static String file(StatementId id) {
        return id.text() + SUFFIX;
    }

    /**
     * Accepts a statement, saved when the method returns. The same one again changes nothing.
     *
     * @param bytes from anybody
     * @return true if it is new
     * @throws RefusedException if it is not accepted
     */
    public synchronized boolean accept(byte[] bytes) throws RefusedException {
        Statement statement = judge.verify(bytes);
        StatementId id = statement.id();
        if (isClosed) { // others may use its files by now
            throw new RefusedException(
                    "this node has been restarted, or has left the fleet; try again", RefusedException.Kind.PASSING);
        }
        SignedBytes former = saved.get(id);
        if (statement.bytes().equals(former)) {
            return false;
        }
        if (former != null && !statement.bytes().replaces(former)) {
            throw new RefusedException(
                    "it is older: it has sequence number " + statement.sequence() + ", and this node has accepted "
                            + former.item().seq(),
                    RefusedException.Kind.OUTDATED);
        }
        if (former == null && count(id.publicKey()) >= Fleet.MAX_DEPLOYMENTS) {
            throw new RefusedException("key " + id.publicKey() + " already has " + Fleet.MAX_DEPLOYMENTS
                    + " deployments, including those that were undeployed; use their names again");
        }
        try {
            files.save(file(id), bytes);
        } catch (IOException e) {
            throw new RefusedException("it cannot be saved: " + Reasons.withFile(e), RefusedException.Kind.PASSING);
        }
        saved.put(id, statement.bytes());
        newest.put(id, statement);
        return true;
    }

    private long count(DhtPublicKey key) {
        return saved.keySet().stream().filter(id -> id.publicKey().equals(key)).count();
    }

    /**
     * Signs and accepts a statement that replaces the newest one.
     *
     * @param content empty to end the deployment
     * @throws TorrentException as the methods of {@link Fleet}
     */
    public synchronized Statement state(DhtKeyPair keys, String name, Optional<DeployTorrent> content) {
        StatementId id = new StatementId(DeployTorrent.checkName(name), keys.publicKey());
        if (content.isEmpty() && find(id).flatMap(Statement::content).isEmpty()) {
            throw unknown(id);
        }
        long sequence = saved.containsKey(id) ? saved.get(id).item().seq() : 0;
        if (sequence == Long.MAX_VALUE) {
            throw TorrentException.invalid("deployment '" + name + "' has the last sequence number; use another name");
        }
        try {
            accept(judge.sign(keys, name, sequence + 1, content));
        } catch (RefusedException e) {
            String problem = "deployment '" + name + "' is not accepted: " + e.getMessage();
            throw e.mayPass() ? new TorrentException(ErrorCode.GENERIC, problem, e) : TorrentException.invalid(problem);
        }
        return newest.get(id);
    }

    /**
     * Signs and accepts what replaces a deployment of a key.
     *
     * @param change gets what is deployed, and returns what is to be; empty to end the deployment, the same to sign nothing
     * @throws TorrentException as the methods of {@link Fleet}, and what the change throws
     */
    public synchronized Statement change(
            DhtKeyPair keys, String name, Function<DeployTorrent, Optional<DeployTorrent>> change) {
        StatementId id = new StatementId(DeployTorrent.checkName(name), keys.publicKey());
        DeployTorrent current = find(id).flatMap(Statement::content).orElseThrow(() -> unknown(id));
        Optional<DeployTorrent> changed = change.apply(current);
        return changed.equals(Optional.of(current)) ? newest.get(id) : state(keys, name, changed);
    }

    /**
     * Signs and accepts a deployment that replaces what its key has deployed, and can return to that.
     *
     * @throws TorrentException as {@link Fleet#deploy}
     */
    public synchronized Statement deploy(DhtKeyPair keys, DeployTorrent request) {
        Optional<DeployTorrent> current =
                find(new StatementId(request.name(), keys.publicKey())).flatMap(Statement::content);
        return state(keys, request.name(), Optional.of(Stages.replacing(current, request)));
    }

    private static TorrentException unknown(StatementId id) {
        return TorrentException.invalid("no such deployment: '" + id.name() + "' of key " + id.publicKey());
    }

    /**
     * What others should see in place of what they see, as it is missing, older, or no statement at all.
     *
     * @param posted by anybody; null for nothing
     * @return empty if that is what this node has accepted, or a newer statement of the same key and cluster that it
     *     refuses
     */
    public synchronized Optional<byte[]> correction(Statement own, byte[] posted) {
        byte[] bytes = own.bytes().write();
        if (posted == null) {
            return Optional.of(bytes);
        }
        try {
            SignedBytes other = SignedBytes.read(posted);
            boolean isLeft = own.bytes().equals(other)
                    || other.id().equals(own.id())
                            && other.replaces(own.bytes())
                            && !judge.isForOtherCluster(other)
                            && other.item().hasValidSignature();
            return isLeft ? Optional.empty() : Optional.of(bytes);
        } catch (RefusedException e) {
            return Optional.of(bytes);
        }
    }

    /** Accepts and signs nothing any more. */
    public synchronized void close() {
        isClosed = true;
    }

    /** The newest statement with that id. */
    public synchronized Optional<Statement> find(StatementId id) {
        return Optional.ofNullable(newest.get(id));
    }

    /** The newest ones, in their order. */
    public synchronized List<Statement> all() {
        return List.copyOf(newest.values());
    }

    /** The folders that the key of a statement may use. */
    public List<Path> folders(Statement statement) {
        return judge.folders(statement.id().publicKey());
    }
}
