package org.torrentxt.fleet.statement;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.fleet.DeployTorrent;

/** Says which statements a node accepts, whatever it has accepted before: it knows whom it trusts. Immutable. */
public final class Judge {
    private final String cluster;
    private final Map<DhtPublicKey, TrustedKey> trusted;

    /**
     * Creates an instance.
     *
     * @param cluster its name: statements for others are refused
     * @param trusted the keys that are trusted, each once
     */
    public Judge(String cluster, Collection<TrustedKey> trusted) {
        this.cluster = cluster;
        this.trusted = trusted.stream().collect(Collectors.toMap(TrustedKey::publicKey, Function.identity()));
    }

    /**
     * Verifies a statement.
     *
     * @param bytes from anybody
     * @throws RefusedException if it is not accepted
     */
    public Statement verify(byte[] bytes) throws RefusedException {
        SignedBytes signed = SignedBytes.read(bytes);
        MutableItem item = signed.item();
        StatementId id = signed.id();
        TrustedKey key = trusted.get(item.publicKey());
        if (key == null) {
            throw new RefusedException("this node does not trust key " + item.publicKey());
        }
        if (!item.hasValidSignature()) {
            throw new RefusedException("its signature is wrong");
        }
        Optional<DeployTorrent> content = StatementFormat.read(cluster, id.name(), item);
        Optional<Path> folder = content.flatMap(DeployTorrent::folder);
        if (folder.isPresent() && !key.allows(folder.get())) {
            throw new RefusedException("key " + key.publicKey() + " may not use folder "
                    + StatementFormat.printable(folder.get() + "") + "; allowed: " + paths(key.folders()));
        }
        return new Statement(id, item.seq(), content, signed);
    }

    /** True if no node of this cluster accepts it, whatever it knows and whom it trusts. */
    boolean isForOtherCluster(SignedBytes signed) {
        return StatementFormat.cluster(signed.item())
                .filter(some -> !some.equals(cluster))
                .isPresent();
    }

    private static String paths(List<Path> folders) {
        return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /**
     * Signs a statement.
     *
     * @param content what is deployed; empty if no node has it any more
     */
    byte[] sign(DhtKeyPair keys, String name, long sequence, Optional<DeployTorrent> content) {
        return StatementFormat.sign(keys, cluster, name, sequence, content).write();
    }

    /** The folders that the key of a statement may use. */
    public List<Path> folders(DhtPublicKey key) {
        return Optional.ofNullable(trusted.get(key)).map(TrustedKey::folders).orElse(List.of());
    }
}
