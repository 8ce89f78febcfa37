package org.torrentxt.shell.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.complete.DeploymentCompleter;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.NodeLabelCompleter;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.publish.ArtifactFolder;
import org.torrentxt.shell.publish.FeatureArtifacts;
import org.torrentxt.shell.publish.KarUnpacker;
import org.torrentxt.shell.publish.UnpackedKar;

/** Deploys a torrent, file or folder to nodes of the fleet. */
@Service
@Command(
        scope = "fleet",
        name = "deploy",
        description = "Deploys a file, folder or torrent to the nodes of the fleet, in place of the version that is"
                + " deployed under the same name; this node seeds it from where it lies."
                + " Example: fleet:deploy --name maps --key releases --to site=basel --wait /srv/maps-2026")
public final class DeployCommand extends SessionAction {
    @Argument(
            index = 0,
            name = "content",
            description = "File or folder to deploy, magnet link (in single quotes), or info-hash of a torrent in the"
                    + " session",
            required = true)
    @Completion(FileCompleter.class)
    private String content;

    @Option(name = "--name", description = "Name of the deployment; a new version has the same name", required = true)
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(name = "--key", description = "Identity created by dht:keygen, which the nodes trust", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Option(
            name = "--to",
            description = "Labels of the nodes, as KEY=VALUE separated by commas; a node needs all of them (default:"
                    + " all nodes)",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(NodeLabelCompleter.class)
    private List<String> labels = List.of();

    @Option(
            name = "--path",
            description = "Folder on the nodes, absolute (default: the first one that a node allows for the key)")
    @Completion(FileCompleter.class)
    private String folder;

    @Option(name = "--keep-versions", description = "How many earlier versions the nodes keep, 0 to 9 (default: 0)")
    private String keep;

    @Option(
            name = "--first",
            description = "How many nodes have it at first, until fleet:continue or fleet:rollback (default: all)")
    private String first;

    @Option(
            name = "--install",
            description = "Karaf feature that the nodes install once they have the content: NAME or NAME/VERSION; those"
                    + " that allow it by install.keys. A KAR is unpacked for it",
            valueToShowInHelp = "")
    private String feature;

    @Option(
            name = "--repository",
            description = "Features repository that has it: a file in the content, or mvn:GROUP/ARTIFACT/VERSION"
                    + "/xml/features (default: features.xml; in a KAR, the one with the feature)")
    private String repository;

    @Option(
            name = "--auto",
            description = "Wait for the first nodes: continue once they are healthy, roll back if one fails or the"
                    + " timeout ends; needs --first")
    private boolean auto;

    @Option(
            name = "--healthy-for",
            description = "How long they are to be healthy, or failing, for that: seconds, or a time such as 5m; needs"
                    + " --auto (default: 30s)")
    private String healthy;

    @Option(name = "--wait", description = "Wait until the nodes have it; Ctrl-C stops waiting, not the deployment")
    private boolean wait;

    @Option(
            name = "--timeout",
            description = "Seconds to wait before failing, or a time such as 5m; needs --wait or --auto")
    private String timeout;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    protected void run() throws Exception {
        Optional<Duration> limit = WaitingAction.waitLimit(wait || auto, timeout);
        if (auto && first == null) {
            throw TorrentException.invalid("--auto needs --first: the number of nodes that have it before the others");
        } else if (healthy != null && !auto) {
            throw TorrentException.invalid("--healthy-for needs --auto");
        }
        Duration span = span(healthy);
        Optional<InstallFeature> install = InstallWord.parse(feature, repository);
        Fleets.require(services(), context());
        // all that can be wrong is found before hashing, which may take long
        Map<String, String> nodes = labels(labels);
        Optional<Path> target = Optional.ofNullable(folder).map(DeployCommand::folder);
        int versions = keep == null ? 0 : (int) Numbers.parse("--keep-versions", keep, 0, DeployTorrent.MAX_KEEP);
        int beginning = first == null ? 0 : (int) Numbers.parse("--first", first, 1, DeployTorrent.MAX_FIRST);
        DeployTorrent.checkName(name);
        TorrentSession session = session();
        TorrentCreator creator = required(TorrentCreator.class);
        Path path = DeploySource.isContent(content) ? path(content) : null;
        boolean isKar = install.isPresent() && path != null && KarUnpacker.isKar(path);
        if (path != null && !isKar) {
            install.ifPresent(some -> InstallWord.require(some, path));
        }
        DhtKeyPair keys = Fleets.keys(services(), console(), identity);

        Optional<UnpackedKar> kar = isKar ? Optional.of(unpack(session, path, install.get())) : Optional.empty();
        AddResult added;
        try (ProgressView view = view()) {
            added = new DeploySource(session, creator, view)
                    .add(content, kar.map(UnpackedKar::root).orElse(path));
        }
        Fleet fleet = Fleets.require(services(), context()); // it may have been restarted while that was hashed
        Deployment deployment = deploy(
                fleet,
                keys,
                added,
                hashes -> DeployTorrent.builder(name, hashes)
                        .labels(nodes)
                        .folder(target)
                        .keep(versions)
                        .first(beginning)
                        .install(kar.map(UnpackedKar::install).orElse(install))
                        .build());
        List<FleetNode> known = fleet.nodes();
        if (!json) {
            print(Rollout.of(deployment, known), added);
        }
        AtomicReference<Deployment> last = new AtomicReference<>(deployment);
        untilInterrupted(() -> {
            if (auto) {
                last.set(continued(deployment, keys, span, limit));
            }
            if (wait) {
                await(last.get(), limit);
            }
        });
        if (json) {
            output().json(Rollout.of(
                    last.get(), Fleets.require(services(), context()).nodes()));
        }
    }

    private UnpackedKar unpack(TorrentSession session, Path file, InstallFeature install) throws IOException {
        ArtifactFolder published = new ArtifactFolder(session.status().savePath(), ArtifactFolder::open);
        UnpackedKar kar = new KarUnpacker(published, FeatureArtifacts::isInKaraf)
                .unpack(file, install, Optional.ofNullable(repository));
        if (!json) {
            PublishNotes.print(kar, output());
        }
        return kar;
    }

    /** A time for which nodes are to be healthy, as typed; null for the usual one. */
    static Duration span(String text) {
        return text == null ? StageWatch.SPAN : Numbers.parseTime("--healthy-for", text, 1, Numbers.MAX_SECONDS);
    }

    // the stage is continued, or rolled back
    private Deployment continued(Deployment stage, DhtKeyPair keys, Duration span, Optional<Duration> limit)
            throws Exception {
        Optional<String> problem;
        try (ProgressView view = view()) {
            problem = new StageWatch(
                            () -> rollouts(Fleets.require(services(), context()), stage).stream()
                                    .findFirst(),
                            span,
                            time -> Thread.sleep(time.toMillis()),
                            System::nanoTime)
                    .await(view, limit);
        }
        Fleet fleet = Fleets.require(services(), context());
        if (problem.isPresent()) {
            Optional<Deployment> before = fleet.rollback(name, keys);
            throw new CommandException(
                    (before.isPresent() ? "rolled back to the version before: " : "undeployed: ") + problem.get());
        }
        Deployment all = fleet.continueDeployment(name, keys);
        if (!json) {
            output().line("Continued: %s, as version %d to all its nodes", name, all.sequence());
        }
        return all;
    }

    private ProgressView view() {
        return json ? states -> {} : output().progress();
    }

    static Map<String, String> labels(List<String> labels) {
        Map<String, String> parsed = new TreeMap<>();
        labels.stream().flatMap(word -> Stream.of(word.split(",", -1))).forEach(label -> {
            String[] parts = label.split("=", 2);
            if (parts.length < 2) {
                throw TorrentException.invalid("invalid --to '" + label + "': expected KEY=VALUE, such as site=basel");
            }
            String former = parsed.put(parts[0], parts[1]);
            if (former != null && !former.equals(parts[1])) {
                throw TorrentException.invalid("--to has two values for label '" + parts[0]
                        + "', which no node can have; use the command once for each");
            }
        });
        return FleetNode.checkLabels(parsed);
    }

    static Path folder(String text) {
        Path folder = Path.of(text);
        if (!folder.isAbsolute()) {
            throw TorrentException.invalid(
                    "invalid --path '" + text + "': expected an absolute folder on the nodes, such as /srv/maps");
        }
        return folder.normalize();
    }

    // what was added for a deployment that is refused is not left behind
    static Deployment deploy(
            Fleet fleet, DhtKeyPair keys, AddResult added, Function<InfoHashes, DeployTorrent> request) {
        try {
            return fleet.deploy(request.apply(added.torrent().infoHashes()), keys);
        } catch (TorrentException e) {
            if (added.isNew()) {
                added.torrent().remove(false);
            }
            throw e;
        }
    }

    private void print(Rollout rollout, AddResult added) {
        output().line(
                        "Deployed: %s version %d to %s, from torrent %d",
                        name,
                        rollout.deployment().sequence(),
                        Units.plural(rollout.parts().size(), "node"),
                        added.torrent().id());
        added.recheck().ifPresent(reason -> output().line("Checked again: %s", reason));
        if (rollout.parts().isEmpty()) {
            output().wrapped("", "No node that can be reached has these labels; nodes that join later fetch it");
        }
    }

    private void await(Deployment deployment, Optional<Duration> limit) throws Exception {
        try (ProgressView view = view()) {
            new RolloutWatch(
                            () -> rollouts(Fleets.require(services(), context()), deployment),
                            true,
                            span -> Thread.sleep(span.toMillis()))
                    .run(view, limit);
            if (!json) {
                output().line("Complete: %s", name);
            }
        }
    }

    // one that was replaced meanwhile is none
    private static List<Rollout> rollouts(Fleet fleet, Deployment deployment) {
        return fleet.deployments().contains(deployment) ? List.of(Rollout.of(deployment, fleet.nodes())) : List.of();
    }
}
