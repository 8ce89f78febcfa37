package org.torrentxt.shell.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.shell.action.SessionAction;
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

/**
 * Deploys a Maven artifact, or a features repository or KAR with all that it names or has, so that the nodes can install it.
 */
@Service
@Command(
        scope = "fleet",
        name = "publish",
        description = "Publishes a Maven artifact in the fleet: deploys it to the nodes, whose Maven repositories then"
                + " serve it; ends with fleet:undeploy."
                + " Example: fleet:publish --key releases mvn:com.acme/acme-maps/1.0.0")
public final class PublishCommand extends SessionAction {
    private final ArtifactFolder.Source source;

    @Argument(
            index = 0,
            name = "artifact",
            description = "mvn:GROUP/ARTIFACT/VERSION[/TYPE[/CLASSIFIER]], which this Karaf can get; no snapshot",
            required = true)
    private String word;

    @Option(
            name = "--key",
            description = "Identity created by dht:keygen, which the nodes trust, also for Maven artifacts",
            required = true)
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

    @Option(
            name = "--all",
            description = "Publish also what a features repository (mvn:GROUP/ARTIFACT/VERSION/xml/features) names, or"
                    + " instead of a KAR (mvn:GROUP/ARTIFACT/VERSION/kar) what it has, all in one deployment; what"
                    + " Karaf's distribution has is left out")
    private boolean all;

    @Option(
            name = "--install",
            description = "Feature of the repository or KAR that the nodes install once they have all of it: NAME or"
                    + " NAME/VERSION; implies --all",
            valueToShowInHelp = "")
    private String feature;

    @Option(
            name = "--name",
            description = "Name of the deployment, so that another version replaces it; mvn-NAME without --install"
                    + " (default: from the artifact; with --install, the name of the feature)")
    @Completion(DeploymentCompleter.class)
    private String name;

    @Option(
            name = "--first",
            description = "How many nodes have it at first, until fleet:continue or fleet:rollback (default: all)")
    private String first;

    /** Publishes artifacts of the Maven repositories of this Karaf. */
    public PublishCommand() {
        this(ArtifactFolder::open);
    }

    PublishCommand(ArtifactFolder.Source source) {
        this.source = source;
    }

    @Override
    protected void run() throws Exception {
        MavenArtifact artifact = MavenArtifact.parse(word);
        boolean isWhole = all || feature != null;
        Optional<InstallFeature> install = InstallWord.parse(feature, null); // its repository is found in the content
        String alone = isWhole && KarUnpacker.isKar(artifact) ? artifact.unpackedDeployment() : artifact.deployment();
        String deployed = DeployTorrent.checkName(
                name != null ? name : install.map(InstallFeature::name).orElse(alone));
        if (install.isEmpty() && !deployed.startsWith(MavenArtifact.DEPLOYMENT)) {
            throw TorrentException.invalid("invalid --name '" + deployed + "': expected one that begins with "
                    + MavenArtifact.DEPLOYMENT + ", as the nodes serve artifacts of such deployments, or --install");
        }
        int beginning = first == null ? 0 : (int) Numbers.parse("--first", first, 1, DeployTorrent.MAX_FIRST);
        Fleets.require(services(), context());
        Map<String, String> nodes = DeployCommand.labels(labels);
        Optional<Path> target = Optional.ofNullable(folder).map(DeployCommand::folder);
        TorrentSession session = session();
        TorrentCreator creator = required(TorrentCreator.class);
        DhtKeyPair keys = Fleets.keys(services(), console(), identity);

        ArtifactFolder artifacts = new ArtifactFolder(session.status().savePath(), source);
        Content content =
                isWhole ? fetchAll(artifacts, artifact, install) : new Content(artifacts.fetch(artifact), install);
        AddResult added = add(session, creator, content.root());
        Fleet fleet = Fleets.require(services(), context()); // it may have been restarted meanwhile
        Deployment deployment = DeployCommand.deploy(
                fleet,
                keys,
                added,
                hashes -> DeployTorrent.builder(deployed, hashes)
                        .labels(nodes)
                        .folder(target)
                        .first(beginning)
                        .install(content.install())
                        .build());
        Rollout rollout = Rollout.of(deployment, fleet.nodes());
        output().line(
                        "Published: %s to %s, as deployment %s, from torrent %d",
                        artifact.url(),
                        Units.plural(rollout.parts().size(), "node"),
                        rollout.name(),
                        added.torrent().id());
    }

    private record Content(Path root, Optional<InstallFeature> install) {}

    private Content fetchAll(ArtifactFolder folder, MavenArtifact artifact, Optional<InstallFeature> install)
            throws IOException {
        if (KarUnpacker.isKar(artifact)) {
            UnpackedKar kar = new KarUnpacker(folder, FeatureArtifacts::isInKaraf).fetch(artifact, install);
            PublishNotes.print(kar, output());
            return new Content(kar.root(), kar.install());
        }
        FeatureArtifacts artifacts = new FeatureArtifacts(folder, artifact, FeatureArtifacts::isInKaraf);
        Path root = artifacts.fetch();
        Optional<InstallFeature> chosen =
                install.isPresent() ? Optional.of(artifacts.choose(install.get())) : Optional.empty();
        PublishNotes.print(artifacts.count(), artifacts.others(), output());
        return new Content(root, chosen);
    }

    private AddResult add(TorrentSession session, TorrentCreator creator, Path root) throws Exception {
        try (ProgressView view = output().progress()) {
            return new DeploySource(session, creator, view).seed(root);
        }
    }
}
