package org.torrentxt.shell.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.BackupReport;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.PrivateFile;

/** Writes a backup of a running session. */
@Service
@Command(
        scope = "torrent",
        name = "backup",
        description = "Writes a backup of the session, its torrents and all configurations to a zip file, for"
                + " torrent:restore; the session runs on. URLs and settings with secrets are omitted."
                + " Example: torrent:backup --force /backup/torrents.zip")
public final class BackupCommand extends SessionAction {
    @Option(
            name = "--with-secrets",
            description = "Include passwords and the passkeys of private trackers: the file must be kept secret")
    private boolean withSecrets;

    @Option(name = "--force", description = "Overwrite the file if it exists")
    private boolean force;

    @Argument(index = 0, name = "file", description = "Zip file to write, readable for its owner only", required = true)
    @Completion(FileCompleter.class)
    private String target;

    @Override
    protected void run() throws Exception {
        Path file = path(target);
        if (Files.exists(file) && !force) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "choose another file or overwrite it with --force");
        }
        newFile(target, true);
        TorrentSession session = session();
        BackupOptions options = withSecrets ? BackupOptions.defaults().withSecrets() : BackupOptions.defaults();
        for (Map.Entry<String, Map<String, String>> each :
                new Configurations(services()).all().entrySet()) {
            options = options.configuration(each.getKey(), each.getValue());
        }
        BackupOptions whole = options;
        untilInterrupted(() -> print(file, write(session, file, whole)));
    }

    private static BackupReport write(TorrentSession session, Path file, BackupOptions options)
            throws IOException, InterruptedException {
        try (PrivateFile written = PrivateFile.create(file)) {
            BackupReport report;
            try (OutputStream out = new BufferedOutputStream(written.out())) {
                report = session.stateTransfer().backup(out, options);
            }
            written.complete();
            return report;
        }
    }

    private void print(Path file, BackupReport report) throws IOException, CommandException {
        output().line(
                        "Written: %s, %s: %s",
                        file, Units.size(Files.size(file)), Units.plural(report.torrents(), "torrent"));
        if (!report.omitted().isEmpty()) {
            output().line("Omitted as secrets (--with-secrets includes them):");
            OmittedSecrets.lines(report.omitted()).forEach(line -> output().wrapped("  ", line));
        }
        report.warnings().forEach(warning -> output().wrapped("", warning));
        if (!report.warnings().isEmpty()) {
            throw new CommandException("the backup is incomplete: "
                    + Units.plural(report.warnings().size(), "problem") + ", such as: "
                    + report.warnings().get(0));
        }
    }
}
