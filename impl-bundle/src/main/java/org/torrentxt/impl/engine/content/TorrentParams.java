package org.torrentxt.impl.engine.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.client_data_t;
import org.libtorrent4j.swig.int_string_map;
import org.libtorrent4j.swig.int_vector;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.storage_mode_t;
import org.libtorrent4j.swig.string_int_pair_vector;
import org.libtorrent4j.swig.string_vector;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.tcp_endpoint_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.engine.binding.NativeBytes;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.Urls;
import org.torrentxt.impl.storage.Links;
import org.torrentxt.impl.suffix.SuffixedFiles;

/** Converts a request into the engine's parameters, and rejects invalid ones. */
public final class TorrentParams {
    // of libtorrent's torrent_flags: need_save_resume; no_verify_files; override_trackers and override_web_seeds
    private static final int NEED_SAVE_RESUME = 1 << 13;
    private static final int NO_VERIFY_FILES = 1 << 22;
    private static final int OVERRIDE_URLS = 1 << 11 | 1 << 12;

    // A request that adds nothing to what was saved; its content is not read.
    private static final AddTorrent AS_SAVED =
            AddTorrent.resumeData(new byte[] {'d', 'e'}).build();

    private final add_torrent_params params;
    private final torrent_info info;
    private final NetworkMode network;
    private final Map<Integer, String> renamed; // by index, from resume data, or with the suffix
    private final Withheld withheld = new Withheld();
    private final List<Withheld.Tracker> trackers = new ArrayList<>();
    private final List<String> webSeeds = new ArrayList<>();
    private EngineUrls urls;
    private long urlsVersion;
    private InfoHashes hashes; // null until they are asked for
    private Path destination; // the final folder, if it has to wait elsewhere
    private Optional<TorrentContent> content = Optional.empty();
    private List<Endpoint> peers = List.of(); // named by the source
    private OuterKeys outerKeys = OuterKeys.NONE;
    private Optional<Preallocation> allocated = Optional.empty();
    private SuffixedFiles suffixed = new SuffixedFiles();
    private boolean isNewlySuffixed;
    private boolean isContentKnown; // what is there, or is to be there, the request says
    private String savedPlace = "";
    private Optional<String> missing = Optional.empty();
    private Optional<String> recheck = Optional.empty();

    private TorrentParams(add_torrent_params params, torrent_info info, NetworkMode network) {
        this(params, info, network, Map.of());
    }

    private TorrentParams(
            add_torrent_params params, torrent_info info, NetworkMode network, Map<Integer, String> renamed) {
        this.params = params;
        this.info = info;
        this.network = network;
        this.renamed = new HashMap<>(renamed);
    }

    /**
     * Reads a request.
     *
     * @param request what to add
     * @param urls determines the URLs that are withheld from the engine
     * @param savePath the default save path
     * @throws TorrentException for a malformed source, tracker or peer, or a save path that cannot be used
     */
    public static TorrentParams of(AddTorrent request, EngineUrls urls, Path savePath) {
        return of(request, urls, savePath, false, network -> source(request.source(), network));
    }

    private static TorrentParams of(
            AddTorrent request,
            EngineUrls urls,
            Path savePath,
            boolean mayBeMissing,
            Function<NetworkMode, TorrentParams> source) {
        long version = urls.version(); // before the network mode is checked
        NetworkMode network = urls.network();
        TorrentParams result = source.apply(network);
        result.urls = urls;
        result.urlsVersion = version;
        result.isContentKnown = isContentKnown(request);
        result.isNewlySuffixed = request.hasPartSuffix() && !result.isContentKnown;
        if (mayBeMissing) {
            result.setSavedPlace(savePath);
        } else {
            result.setPlace(request, savePath);
            result.checkPlace();
        }
        request.name().ifPresent(result::setName);
        result.setFlags(request);
        if (result.params.getAdded_time() == 0) { // else the engine takes its own, which would be saved later
            result.params.setAdded_time(Instant.now().getEpochSecond());
        }
        request.peers().forEach(peer -> network.requirePeer(peer));
        result.setLimits(request);
        boolean isResumeData = request.source() instanceof AddTorrent.ResumeData;
        byte[] savedPriorities = isResumeData ? Natives.bytes(result.params.get_file_priorities()) : new byte[0];
        result.setFilePriorities(request.filePriorities());
        if (mayBeMissing && result.missing.isEmpty() && result.destination == null) { // else it has no files yet
            result.missing = MissingFiles.find(result.params, result.info, result.paths());
        }
        if (isResumeData && result.missing.isEmpty()) {
            result.takeOutLostParts(savedPriorities);
        }
        if (!request.hashedFiles().isEmpty()) {
            result.setHashedFiles(request.hashedFiles());
        }
        result.setTrackers(request.trackers());
        result.setWebSeeds(request.webSeeds());
        result.dropForeignNodes();
        return result;
    }

    private static boolean isContentKnown(AddTorrent request) {
        return request.source() instanceof AddTorrent.ResumeData
                || !request.hashedFiles().isEmpty()
                || request.flags().contains(TorrentFlag.SEED_MODE);
    }

    /**
     * Reads resume data that the session has saved: its save path is not created, as the disk that it is on may not be
     * mounted, and need not be writable.
     *
     * @param saved resume data: its encoded values
     * @param urls determines the URLs that are withheld from the engine
     * @param savePath for resume data without a save path
     * @throws TorrentException if it cannot be added
     */
    public static TorrentParams ofSaved(SortedMap<ByteString, ByteString> saved, EngineUrls urls, Path savePath) {
        return of(AS_SAVED, urls, savePath, true, network -> of(ResumeData.read(saved), network));
    }

    /**
     * Reads a request to add a torrent from elsewhere, and creates no folder. What it has had must be in its folder, see
     * {@link #missing}.
     *
     * @param request what to add
     * @param urls determines the URLs that are withheld from the engine
     * @param savePath the default save path
     * @throws TorrentException if it cannot be added
     */
    public static TorrentParams ofElsewhere(AddTorrent request, EngineUrls urls, Path savePath) {
        TorrentParams result = of(
                request, urls, request.savePath().orElse(savePath), true, network -> source(request.source(), network));
        result.checkPlace();
        if (!result.hasContent()) {
            result.missing = Optional.empty(); // it begins there
        }
        result.missing = result.missing.map(reason -> reason.replaceFirst(";.*", "; specify the folder of its files"));
        return result;
    }

    private boolean hasContent() {
        return params.get_have_pieces().count() > 0
                || TorrentFlag.fromBits(params.getFlags().to_int()).contains(TorrentFlag.SEED_MODE);
    }

    private static TorrentParams source(AddTorrent.Source source, NetworkMode network) {
        if (source instanceof AddTorrent.Magnet magnet) {
            TorrentParams result = new TorrentParams(Magnets.read(magnet.uri()), null, network);
            result.takePeers();
            return result;
        }
        if (source instanceof AddTorrent.BareInfoHash hash) {
            add_torrent_params params = new add_torrent_params();
            params.setInfo_hashes(Natives.infoHash(hash.infoHash()));
            return new TorrentParams(params, null, network);
        }
        if (source instanceof AddTorrent.ResumeData resume) {
            return ofResumeData(resume.content(), network);
        }
        byte[] content = source instanceof AddTorrent.TorrentFile file
                ? readFile(file.path())
                : ((AddTorrent.TorrentBytes) source).content();
        TorrentFiles.Loaded loaded = TorrentFiles.load(content, network);
        TorrentParams result = new TorrentParams(loaded.params(), loaded.info(), network);
        result.content = Optional.of(loaded.content());
        result.outerKeys = loaded.content().outerKeys();
        return result;
    }

    // The engine would try them before the torrent runs, and then not again for a minute. It keeps, and reports, those
    // that it may not connect to.
    private void takePeers() {
        tcp_endpoint_vector all = params.getPeers();
        if (all.isEmpty()) {
            return;
        }
        Map<Boolean, List<tcp_endpoint>> named = all.stream()
                .collect(Collectors.partitioningBy(peer ->
                        peer.port() > 0 && network.allows(Natives.endpoint(peer).address())));
        peers = named.get(true).stream().map(Natives::endpoint).toList();
        params.setPeers(new tcp_endpoint_vector(named.get(false)));
    }

    /** The peers that the source names, as far as the network mode allows them. */
    public List<Endpoint> peers() {
        return peers;
    }

    private static TorrentParams ofResumeData(byte[] content, NetworkMode network) {
        if (content.length > AddTorrent.MAX_LENGTH) {
            throw TorrentException.invalid(
                    "resume data too long: " + content.length + " bytes; expected at most " + AddTorrent.MAX_LENGTH);
        }
        return of(ResumeData.read(content), network);
    }

    private static TorrentParams of(ResumeData data, NetworkMode network) {
        TorrentParams result = new TorrentParams(data.params(), data.params().ti_ptr(), network, data.renamed());
        result.outerKeys = data.saved().outerKeys();
        result.suffixed = data.saved().suffixed(result.hasMetadata() ? result.info.num_files() : 0);
        result.savedPlace = data.saved().savePath();
        return result;
    }

    private static byte[] readFile(Path file) {
        try {
            return Folders.read(file, AddTorrent.MAX_LENGTH);
        } catch (IOException e) {
            throw TorrentException.invalid("cannot read .torrent file " + file + ": " + Reasons.of(e));
        }
    }

    // The save path of the request takes precedence over that of the resume data, and that over the session's.
    private void setPlace(AddTorrent request, Path otherwise) {
        params.setSave_path(Folders.writable("save path", request.savePath().orElseGet(() -> savedPlace(otherwise))));
    }

    private Path savedPlace(Path otherwise) {
        return savedPlace.isEmpty() ? otherwise : Folders.path("save path", savedPlace);
    }

    // A place that cannot be used now is no reason to lose the torrent.
    private void setSavedPlace(Path otherwise) {
        Path saved = savedPlace(otherwise).toAbsolutePath();
        // a stage exists only while it has files
        params.setSave_path((Files.isDirectory(saved) ? saved : Place.withoutStage(saved)).toString());
        try {
            checkPlace();
        } catch (TorrentException e) {
            missing = Optional.of(e.getMessage() + "; then resume the torrent");
        }
    }

    private void checkPlace() {
        Path savePath = Path.of(params.getSave_path());
        nameIncompleteFiles(savePath);
        if (hasMetadata()) {
            Place.check(savePath, info, paths());
        } else if (Links.mayLeadOut(savePath)) {
            destination = savePath;
            params.setSave_path(Place.stage(savePath).toString());
        }
    }

    private boolean hasMetadata() {
        return info != null && info.is_valid();
    }

    // Before the engine has the paths: it would begin anew without a file that has been renamed since they were saved.
    private void nameIncompleteFiles(Path folder) {
        if (isNewlySuffixed) {
            suffixed.await();
        }
        if (hasMetadata() && !suffixed.isEmpty()) {
            rename(suffixed.renames(folder, paths(), Metadata.filesOnDisk(info), isNewlySuffixed));
        }
        isNewlySuffixed = false;
    }

    // The others are left to the engine, as the binding garbles some of them.
    private void rename(Map<Integer, String> files) {
        if (!files.isEmpty()) {
            int_string_map all = params.get_renamed_files();
            files.forEach(all::put);
            params.set_renamed_files(all);
            renamed.putAll(files);
        }
    }

    private List<String> paths() {
        if (!hasMetadata()) {
            return List.of();
        }
        List<String> paths = new ArrayList<>(FilePaths.read(info));
        renamed.forEach(paths::set);
        return paths;
    }

    private void takeOutLostParts(byte[] savedPriorities) {
        if (hasMetadata()) {
            LostParts.takeOut(params, info, paths(), savedPriorities);
        }
    }

    private void setName(String name) {
        if (!Arguments.isPlain(name)) {
            throw TorrentException.invalid("invalid name '" + Arguments.brief(name)
                    + "': expected text without control characters and characters beyond U+FFFF");
        }
        params.setName(name);
    }

    private void setLimits(AddTorrent request) {
        if (request.downloadLimit() > 0) {
            params.setDownload_limit(Math.toIntExact(request.downloadLimit()));
        }
        if (request.uploadLimit() > 0) {
            params.setUpload_limit(Math.toIntExact(request.uploadLimit()));
        }
        if (request.maxConnections() != AddTorrent.UNLIMITED) {
            params.setMax_connections(request.maxConnections());
        }
        if (request.maxUploads() != AddTorrent.UNLIMITED) {
            params.setMax_uploads(request.maxUploads());
        }
    }

    private void setFilePriorities(Map<Integer, FilePriority> some) {
        if (some.isEmpty()) {
            return;
        }
        byte_vector present = params.get_file_priorities();
        int last = some.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (info != null && last >= info.num_files()) {
            throw TorrentException.invalid(
                    "no such file: " + last + "; the torrent has files 0 to " + (info.num_files() - 1));
        }
        byte[] levels = new byte[Math.max(present.size(), last + 1)];
        for (int i = 0; i < levels.length; i++) {
            byte kept = i < present.size() ? present.get(i) : (byte) FilePriority.NORMAL.level();
            levels[i] = some.containsKey(i) ? (byte) some.get(i).level() : kept;
        }
        params.set_file_priorities(NativeBytes.of(levels));
        params.set_piece_priorities(new byte_vector()); // of resume data, which would go before those of files
    }

    // As a torrent whose files the engine has checked; in seed mode it would hash each piece when it is first sent.
    private void setHashedFiles(List<HashedFile> files) {
        int bits = params.getFlags().to_int() & ~TorrentFlag.toBits(Set.of(TorrentFlag.SEED_MODE));
        params.setFlags(torrent_flags_t.from_int(bits));
        recheck = new HashedContent(files, Path.of(params.getSave_path()))
                .difference(info, paths(), Natives.bytes(params.get_file_priorities()));
        if (recheck.isEmpty()) {
            params.set_have_pieces(new bitfield(info.num_pieces(), true));
        }
    }

    private void setFlags(AddTorrent request) {
        network.checkFlags(request.flags(), request.flagMask());
        int mask = TorrentFlag.toBits(request.flagMask());
        int bits = params.getFlags().to_int() & ~mask | TorrentFlag.toBits(request.flags());
        bits |= TorrentFlag.toBits(network.requiredFlags()); // resume data may have been saved without them
        bits |= OVERRIDE_URLS; // which are all given anew, as far as they may be
        params.setFlags(torrent_flags_t.from_int(bits));
    }

    // The following covers everything that could make the engine look up or contact other hosts.
    private void setTrackers(List<String> extra) {
        trackers.addAll(trackersOfSource());
        int tier = trackers.stream().mapToInt(Withheld.Tracker::tier).max().orElse(-1);
        for (String url : extra) {
            Urls.checkTrackerForm(url);
            trackers.add(new Withheld.Tracker(url, ++tier));
        }
    }

    private List<Withheld.Tracker> trackersOfSource() {
        if (content.isPresent()) {
            return content.get().trackers();
        }
        List<String> all = params.getTrackers();
        List<Integer> tiers = params.getTracker_tiers();
        List<Withheld.Tracker> found = new ArrayList<>();
        for (String url : all) {
            int tier = found.size() < tiers.size() ? tiers.get(found.size()) : 0;
            found.add(new Withheld.Tracker(url, tier));
        }
        return found;
    }

    private void setWebSeeds(List<String> extra) {
        webSeeds.addAll(params.getUrl_seeds());
        content.ifPresent(file -> webSeeds.addAll(file.webSeeds(info.num_files() > 1)));
        extra.forEach(Urls::checkWebSeedForm);
        webSeeds.addAll(extra);
    }

    private void dropForeignNodes() {
        string_int_pair_vector named = params.getDht_nodes();
        if (named.isEmpty()) {
            return;
        }
        string_int_pair_vector nodes = new string_int_pair_vector();
        named.stream().filter(node -> network.allowsHost(node.getFirst())).forEach(nodes::add);
        params.setDht_nodes(nodes);
    }

    /** The info-hashes, as far as known from the source. */
    public InfoHashes infoHashes() {
        if (hashes == null) {
            hashes = Natives.infoHashes(hasMetadata() ? info.info_hashes() : params.getInfo_hashes());
        }
        return hashes;
    }

    /** Number and sizes of its pieces; empty while the metadata is not known. */
    public Optional<Layout> layout() {
        return hasMetadata() ? Optional.of(Layout.of(info)) : Optional.empty();
    }

    /** The content of the source that the engine does not keep. */
    public OuterKeys outerKeys() {
        return outerKeys;
    }

    /** Has the engine take the space of each file before it writes into it, which it can with memory maps only. */
    public void allocateByEngine() {
        params.setStorage_mode(storage_mode_t.storage_mode_allocate);
    }

    /** True if the files of a request are known, and are to be downloaded. */
    public static boolean hasFilesToMake(AddTorrent request) {
        return (request.source() instanceof AddTorrent.TorrentFile
                        || request.source() instanceof AddTorrent.TorrentBytes)
                && !isContentKnown(request);
    }

    /**
     * Makes the files that are to be downloaded and do not exist, with all of their space. Does nothing while the
     * metadata is unknown, and for content that is to be there. {@link #free} must follow, whatever happens.
     *
     * @param goOn called often; throws if no more files are to be made
     * @throws TorrentException if there is not enough space, or the file system cannot do that
     */
    public void allocate(Runnable goOn) {
        if (hasMetadata() && !isContentKnown) {
            Preallocation files = new Preallocation(Path.of(params.getSave_path()), goOn);
            allocated = Optional.of(files); // first, as some may be made if it fails
            files.make(info, paths(), filePriorities());
        }
    }

    /** Leaves the files that were made to the engine, which has the torrent. */
    public void keep() {
        allocated = Optional.empty();
    }

    /** Deletes the files that were made, unless the engine has them. */
    public void free() {
        allocated.ifPresent(Preallocation::undo);
        allocated = Optional.empty();
    }

    /** The paths of files that were renamed, by index. */
    public Map<Integer, String> renamedFiles() {
        return Map.copyOf(renamed);
    }

    /** Which files have the suffix of incomplete ones. */
    public SuffixedFiles suffixed() {
        return suffixed;
    }

    /** The version of {@link EngineUrls} that was used. */
    public long urlsVersion() {
        return urlsVersion;
    }

    /** Where its files are to be in the end. */
    public Path savePath() {
        return destination().orElseGet(() -> Path.of(params.getSave_path()));
    }

    /** The folder to move to once the metadata is known; empty if it is already set. */
    public Optional<Path> destination() {
        return Optional.ofNullable(destination);
    }

    /** The trackers and web seeds withheld from the engine; complete once the id is known. */
    public Withheld withheld() {
        return withheld;
    }

    /** Why the files of a torrent that was saved cannot be used; empty if they can. */
    public Optional<String> missing() {
        return missing;
    }

    /** Why its files are checked although the request says what they were like, in words; empty if they are not. */
    public Optional<String> recheck() {
        return recheck;
    }

    /** The priorities of the files, by index; empty if they are normal, or the metadata is not known. */
    public byte[] filePriorities() {
        return hasMetadata() ? Natives.bytes(params.get_file_priorities()) : new byte[0];
    }

    /** The parameters as resume data; must be called before {@link #withId}. */
    public byte[] resumeData() {
        string_vector trackerUrls = new string_vector();
        int_vector tiers = new int_vector();
        trackers.forEach(tracker -> {
            trackerUrls.add(tracker.url());
            tiers.add(tracker.tier());
        });
        params.setTrackers(trackerUrls);
        params.setTracker_tiers(tiers);
        params.setUrl_seeds(new string_vector(webSeeds));
        String folder = params.getSave_path();
        params.setSave_path(savePath().toString());
        params.setInfo_hashes(Natives.infoHash(infoHashes()));
        try {
            return suffixed.addTo(outerKeys.addTo(Natives.bytes(libtorrent.write_resume_data_buf_ex(params))));
        } finally {
            params.setSave_path(folder);
        }
    }

    /** Has the torrent wait, and the engine not look for its files: it would begin anew without those missing. */
    public void leaveFiles() {
        int bits = params.getFlags().to_int() & ~TorrentFlag.toBits(Set.of(TorrentFlag.AUTO_MANAGED))
                | TorrentFlag.toBits(Set.of(TorrentFlag.PAUSED))
                | NO_VERIFY_FILES;
        params.setFlags(torrent_flags_t.from_int(bits));
    }

    /** Tells the engine that {@link #resumeData} is saved: it counts only what changes after that as not saved. */
    public void markSaved() {
        params.setFlags(torrent_flags_t.from_int(params.getFlags().to_int() & ~NEED_SAVE_RESUME));
    }

    /** The parameters for the given id. */
    public add_torrent_params withId(int id) {
        params.setUserdata(new client_data_t(id));
        if (allocated
                .filter(Preallocation::areAllNew)
                .isPresent()) { // else the engine would check files without content
            params.set_have_pieces(new bitfield(info.num_pieces(), false));
        }
        string_vector trackerUrls = new string_vector();
        int_vector tiers = new int_vector();
        for (Withheld.Tracker tracker : trackers) {
            urls.tracker(id, tracker.url())
                    .ifPresentOrElse(
                            url -> {
                                trackerUrls.add(url);
                                tiers.add(tracker.tier());
                            },
                            () -> withheld.add(tracker));
        }
        params.setTrackers(trackerUrls);
        params.setTracker_tiers(tiers);
        string_vector webSeedUrls = new string_vector();
        for (String webSeed : webSeeds) {
            urls.webSeed(id, webSeed).ifPresentOrElse(webSeedUrls::add, () -> withheld.addWebSeed(webSeed));
        }
        params.setUrl_seeds(webSeedUrls);
        return params;
    }
}
