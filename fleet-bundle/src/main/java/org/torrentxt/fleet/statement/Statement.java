package org.torrentxt.fleet.statement;

import java.util.Optional;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;

/**
 * A statement whose signature was verified.
 *
 * @param id what it is about
 * @param sequence its sequence number
 * @param content what is deployed; empty if no node has it any more
 * @param bytes as signed and sent, not to be changed
 */
public record Statement(StatementId id, long sequence, Optional<DeployTorrent> content, SignedBytes bytes) {
    /** The deployment; empty if no node has it any more. */
    public Optional<Deployment> deployment() {
        return content.map(
                some -> Deployment.builder(some, id.publicKey(), sequence).build());
    }
}
