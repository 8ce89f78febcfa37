package org.torrentxt.impl.engine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.client_data_t;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.int_vector;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.string_int_pair_vector;
import org.libtorrent4j.swig.string_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_info;
import org.libtorrent4j.swig.web_seed_entry;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;

/** Turns a request into the engine's parameters, and refuses what would not work. */
final class TorrentParams {
    private static final int MAX_TORRENT_FILE = 64 * 1024 * 1024;

    private final add_torrent_params params;
    private final torrent_info info;
    private final Withheld withheld = new Withheld(new ArrayList<>(), new ArrayList<>());

    /**
     * What the network mode keeps from the engine for now.
     *
     * @param trackers announce URLs
     * @param webSeeds URLs
     */
    record Withheld(List<String> trackers, List<String> webSeeds) {}

    private TorrentParams(add_torrent_params params, torrent_info info) {
        this.params = params;
        this.info = info;
    }

    /**
     * Reads a request.
     *
     * @param request what to add
     * @param network how far the session reaches: what lies beyond is left out
     * @param savePath where it goes if the request does not say
     * @throws TorrentException for a malformed source or tracker, or a save path that cannot be used
     */
    static TorrentParams of(AddTorrent request, NetworkMode network, Path savePath) {
        TorrentParams result = source(request.source(), network);
        result.setPlace(request.savePath().orElse(savePath).toAbsolutePath());
        request.name().ifPresent(result.params::setName);
        result.setFlags(request);
        result.setTrackers(request.trackers(), network);
        return result;
    }

    private static TorrentParams source(AddTorrent.Source source, NetworkMode network) {
        if (source instanceof AddTorrent.Magnet magnet) {
            error_code error = new error_code();
            add_torrent_params params = libtorrent.parse_magnet_uri(magnet.uri(), error);
            if (error.failed()) {
                throw TorrentException.invalid("not a usable magnet link: " + error.message()
                        + "; expected magnet:?xt=urn:btih: and 40 hexadecimal digits, or urn:btmh:1220 and 64");
            }
            return new TorrentParams(params, null);
        }
        if (source instanceof AddTorrent.BareInfoHash hash) {
            add_torrent_params params = new add_torrent_params();
            params.setInfo_hashes(Natives.infoHash(hash.infoHash()));
            return new TorrentParams(params, null);
        }
        byte[] content = source instanceof AddTorrent.TorrentFile file
                ? readFile(file.path())
                : ((AddTorrent.TorrentBytes) source).content();
        torrent_info info = TorrentFiles.read(content);
        if (info.nodes().stream().anyMatch(node -> !network.allowsHost(node.getFirst()))) {
            info = TorrentFiles.read(TorrentFiles.withoutNodes(content, Natives.infoHashes(info.info_hashes())));
        }
        add_torrent_params params = new add_torrent_params();
        params.set_ti(info);
        return new TorrentParams(params, info);
    }

    private static byte[] readFile(Path file) {
        try {
            if (Files.size(file) > MAX_TORRENT_FILE) {
                throw TorrentException.invalid(file + " is too large for a .torrent file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw TorrentException.invalid("the .torrent file " + file + " cannot be read: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName();
    }

    private void setPlace(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw TorrentException.invalid("the save path " + folder + " cannot be made: " + reason(e));
        }
        if (!Files.isWritable(folder)) {
            throw TorrentException.invalid(
                    "the save path " + folder + " cannot be written to; name a folder that can be");
        }
        params.setSave_path(folder.toString());
    }

    private void setFlags(AddTorrent request) {
        int mask = TorrentFlag.toBits(request.flagMask());
        int bits = params.getFlags().to_int() & ~mask | TorrentFlag.toBits(request.flags());
        params.setFlags(torrent_flags_t.from_int(bits));
    }

    private void setTrackers(List<String> extra, NetworkMode network) {
        List<String> urls = new ArrayList<>();
        List<Integer> tiers = new ArrayList<>();
        if (info != null) {
            info.trackers().forEach(tracker -> {
                urls.add(tracker.getUrl());
                tiers.add((int) tracker.getTier());
            });
        } else {
            urls.addAll(params.getTrackers());
            tiers.addAll(params.getTracker_tiers());
        }
        int tier = tiers.stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (String url : extra) {
            if (!url.matches("(?i)(https?|udp)://[^\\s]+")) {
                throw TorrentException.invalid("not a tracker: '" + url + "'; expected an http, https or udp URL");
            }
            urls.add(url);
            tiers.add(++tier);
        }
        keepAllowed(urls, tiers, network);
    }

    // All that could make the engine look up or reach other hosts is said here and nowhere else.
    private void keepAllowed(List<String> urls, List<Integer> tiers, NetworkMode network) {
        string_vector keptUrls = new string_vector();
        int_vector keptTiers = new int_vector();
        for (int i = 0; i < urls.size(); i++) {
            if (network.allowsUrl(urls.get(i))) {
                keptUrls.add(urls.get(i));
                keptTiers.add(i < tiers.size() ? tiers.get(i) : 0);
            } else {
                withheld.trackers().add(urls.get(i));
            }
        }
        List<String> seeds = new ArrayList<>(params.getUrl_seeds());
        if (info != null) {
            for (web_seed_entry seed : info.web_seeds()) {
                seeds.add(seed.getUrl());
            }
        }
        string_vector keptSeeds = new string_vector();
        seeds.forEach(url -> {
            if (network.allowsUrl(url)) {
                keptSeeds.add(url);
            } else {
                withheld.webSeeds().add(url);
            }
        });
        params.setTrackers(keptUrls);
        params.setTracker_tiers(keptTiers);
        params.setUrl_seeds(keptSeeds);
        params.setFlags(
                params.getFlags().or_(libtorrent.getOverride_trackers()).or_(libtorrent.getOverride_web_seeds()));
        string_int_pair_vector nodes = new string_int_pair_vector();
        params.getDht_nodes().stream()
                .filter(node -> network.allowsHost(node.getFirst()))
                .forEach(nodes::add);
        params.setDht_nodes(nodes);
    }

    /** The info-hashes, as far as the source tells. */
    InfoHashes infoHashes() {
        return Natives.infoHashes(info == null ? params.getInfo_hashes() : info.info_hashes());
    }

    /** What the network mode keeps from the engine. */
    Withheld withheld() {
        return withheld;
    }

    /** The parameters, under the given id. */
    add_torrent_params withId(int id) {
        params.setUserdata(new client_data_t(id));
        return params;
    }
}
