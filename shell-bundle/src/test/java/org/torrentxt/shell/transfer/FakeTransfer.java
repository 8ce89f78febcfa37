package org.torrentxt.shell.transfer;

import java.io.IOException;
import java.io.OutputStream;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.BackupReport;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;

/** Does nothing but what a test overrides. */
class FakeTransfer implements StateTransfer {
    @Override
    public TransferReport add(TransferRequest request) throws IOException {
        throw new UnsupportedOperationException("add");
    }

    @Override
    public BackupReport backup(OutputStream out, BackupOptions options) throws IOException {
        throw new UnsupportedOperationException("backup");
    }
}
