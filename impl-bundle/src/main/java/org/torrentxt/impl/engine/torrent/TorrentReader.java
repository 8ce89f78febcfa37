package org.torrentxt.impl.engine.torrent;

import java.lang.ref.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.announce_endpoint;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_infohash;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.int64_vector;
import org.libtorrent4j.swig.int_vector;
import org.libtorrent4j.swig.partial_piece_info;
import org.libtorrent4j.swig.partial_piece_info_vector;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.sha256_hash;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.PeerSource;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.api.status.TrackerSource;
import org.torrentxt.impl.engine.binding.NativeStrings;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.stream.FileSpan;

/** Copies the engine's data about a torrent into records. The handle must be valid. */
public final class TorrentReader {
    public static final int ANNOUNCE_SKIPPED = 180; // of libtorrent's errors

    private TorrentReader() {}

    /**
     * The files, without pad files.
     *
     * @param paths by index
     */
    static List<FileInfo> files(torrent_handle h, List<String> paths) {
        Optional<torrent_info> metadata = Metadata.of(h);
        if (metadata.isEmpty() || paths.isEmpty()) {
            return List.of();
        }
        file_storage storage = metadata.get().files();
        int64_vector progress = h.file_progress(torrent_handle.piece_granularity);
        byte_vector priorities = h.get_file_priorities_ex();
        List<FileInfo> files = new ArrayList<>(storage.num_files());
        for (int i : Metadata.contentFiles(metadata.get())) {
            FileSpan span = span(storage, i);
            files.add(FileInfo.builder(i, paths.get(i))
                    .size(span.size())
                    .progress(i < progress.size() ? progress.get(i) : 0)
                    .priority(i < priorities.size() ? new FilePriority(priorities.get(i)) : FilePriority.NORMAL)
                    .offset(span.offset())
                    .firstPiece(span.firstPiece())
                    .pieceCount(span.pieceCount())
                    .root(root(storage, i))
                    .build());
        }
        Reference.reachabilityFence(metadata);
        return List.copyOf(files);
    }

    private static String root(file_storage files, int file) {
        sha256_hash root = files.root(file);
        try {
            return root.is_all_zeros() ? "" : root.to_hex();
        } finally {
            root.delete(); // there may be very many
        }
    }

    /** Where a file is in the torrent's content. */
    static FileSpan span(file_storage files, int file) {
        return new FileSpan(files.file_offset(file), files.file_size(file), files.piece_length());
    }

    static List<PeerInfo> peers(torrent_handle h) {
        peer_info_vector peers = new peer_info_vector();
        h.get_peer_info(peers);
        return Natives.copies(peers, TorrentReader::peer);
    }

    /** True if it is connected to a peer: not just to a web seed, and not just trying to. */
    static boolean hasPeer(torrent_handle h) {
        peer_info_vector peers = new peer_info_vector();
        h.get_peer_info(peers);
        return Natives.copies(peers, TorrentReader::isPeer).contains(true);
    }

    private static boolean isPeer(peer_info peer) {
        Set<PeerFlag> flags = PeerFlag.fromBits(peer.get_flags());
        return peer.getConnection_type().eq(peer_info.standard_bittorrent)
                && !flags.contains(PeerFlag.CONNECTING)
                && !flags.contains(PeerFlag.HANDSHAKE);
    }

    private static PeerInfo peer(peer_info peer) {
        return PeerInfo.builder(Natives.endpoint(peer.getIp()))
                .client(Natives.text(peer.get_client()))
                .downRate(peer.getPayload_down_speed())
                .upRate(peer.getPayload_up_speed())
                .totalDown(peer.getTotal_download())
                .totalUp(peer.getTotal_upload())
                .progress(peer.getProgress_ppm() / 1e6)
                .flags(PeerFlag.fromBits(peer.get_flags()))
                .source(PeerSource.fromBits(peer.get_source()))
                .build();
    }

    /**
     * The trackers.
     *
     * @param byGateway true for URLs of a gateway
     */
    static List<TrackerInfo> trackers(torrent_handle h, Predicate<String> byGateway) {
        return Natives.copies(h.trackers(), tracker -> tracker(tracker, byGateway.test(tracker.getUrl())));
    }

    /**
     * True for an address from which the engine reaches a gateway: one of the loopback device, or with a proxy none in
     * particular.
     */
    public static boolean reachesGateway(address local) {
        return local.is_loopback() || local.is_unspecified();
    }

    // Some addresses cannot, and need not, reach a tracker: a gateway is reached from the loopback device only.
    private static List<announce_endpoint> asked(List<announce_endpoint> all, boolean byGateway) {
        List<announce_endpoint> asked = all.stream()
                .filter(endpoint -> !byGateway
                        || reachesGateway(endpoint.getLocal_endpoint().address()))
                .filter(endpoint -> !isSkipped(endpoint.get_infohash_v1()) && !isSkipped(endpoint.get_infohash_v2()))
                .toList();
        return asked.isEmpty() ? all : asked;
    }

    private static boolean isSkipped(announce_infohash told) {
        return told.getLast_error().value() == ANNOUNCE_SKIPPED;
    }

    // The session announces to a tracker from each listen address and for each version of the torrent. The worst result
    // is reported, so that a failure is visible, with the highest counts.
    private static TrackerInfo tracker(announce_entry tracker, boolean byGateway) {
        String message = "";
        int fails = 0;
        boolean updating = false;
        long next = 0;
        int complete = -1;
        int incomplete = -1;
        int downloaded = -1;
        for (announce_endpoint endpoint : asked(tracker.getEndpoints(), byGateway)) {
            announce_infohash v1 = endpoint.get_infohash_v1();
            announce_infohash v2 = endpoint.get_infohash_v2();
            for (announce_infohash told : List.of(v1, v2)) {
                message = message.isEmpty() ? message(told, told == v1 ? v2 : v1) : message;
                fails = Math.max(fails, told.getFails());
                updating |= told.getUpdating();
                next = Math.max(next, told.get_next_announce());
                complete = Math.max(complete, told.getScrape_complete());
                incomplete = Math.max(incomplete, told.getScrape_incomplete());
                downloaded = Math.max(downloaded, told.getScrape_downloaded());
            }
        }
        return TrackerInfo.builder(tracker.getUrl())
                .tier(tracker.getTier())
                .verified(tracker.getVerified())
                .source(TrackerSource.fromBits(tracker.getSource()))
                .message(message)
                .fails(fails)
                .updating(updating)
                .nextAnnounce(next > 0 ? Optional.of(Instant.ofEpochMilli(next)) : Optional.empty())
                .numComplete(complete)
                .numIncomplete(incomplete)
                .numDownloaded(downloaded)
                .build();
    }

    private static String message(announce_infohash told, announce_infohash other) {
        return told.getMessage().isEmpty() && told.getLast_error().failed()
                ? told.getLast_error().message()
                : NativeStrings.message(told, other);
    }

    static BitSet pieces(torrent_handle h) {
        torrent_status status = h.status(torrent_handle.query_pieces);
        bitfield have = status.get_pieces();
        BitSet copy = new BitSet(have.size());
        for (int i = 0; i < have.size(); i++) {
            copy.set(i, have.get_bit(i));
        }
        Reference.reachabilityFence(status);
        return copy;
    }

    static int[] pieceAvailability(torrent_handle h) {
        int_vector availability = new int_vector();
        h.piece_availability(availability);
        return availability.stream().mapToInt(Integer::intValue).toArray();
    }

    static List<PartialPiece> downloadQueue(torrent_handle h) {
        partial_piece_info_vector queue = new partial_piece_info_vector();
        h.get_download_queue(queue);
        return Natives.copies(queue, TorrentReader::partialPiece);
    }

    private static PartialPiece partialPiece(partial_piece_info piece) {
        return PartialPiece.builder(piece.getPiece_index())
                .numBlocks(piece.getBlocks_in_piece())
                .finished(piece.getFinished())
                .writing(piece.getWriting())
                .requested(piece.getRequested())
                .build();
    }

    static List<FilePriority> piecePriorities(torrent_handle h) {
        return h.get_piece_priorities_ex().stream()
                .map(level -> new FilePriority(level))
                .toList();
    }
}
