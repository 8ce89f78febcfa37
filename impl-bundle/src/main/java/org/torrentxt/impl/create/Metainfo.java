package org.torrentxt.impl.create;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.HashedFile;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** Creates the .torrent file of hashed content. */
final class Metainfo {
    private final CreateTorrent request;
    private final String program;
    private final ContentTree content;
    private final PieceMap map;
    private final PieceHashes hashes;

    /**
     * Creates an instance.
     *
     * @param program name and version of this program
     */
    Metainfo(CreateTorrent request, String program, ContentTree content, PieceMap map, PieceHashes hashes) {
        this.request = request;
        this.program = program;
        this.content = content;
        this.map = map;
        this.hashes = hashes;
    }

    CreatedTorrent write() {
        BencodeDictionary info =
                new InfoDictionary(content, map, hashes).write(request.format(), request.isPrivate(), request.source());
        byte[] encoded = Bencode.encode(info);
        InfoHashes infoHashes = new InfoHashes(
                hashes.hasV1() ? Optional.of(InfoHash.of(Digests.sha1().digest(encoded))) : Optional.empty(),
                hashes.hasV2() ? Optional.of(InfoHash.of(Digests.sha256().digest(encoded))) : Optional.empty());
        return CreatedTorrent.builder(Bencode.encode(outer(info)), infoHashes)
                .name(content.name())
                .savePath(isTakenForOneFile() ? content.root() : content.root().getParent())
                .totalSize(content.totalSize())
                .pieceLength(map.pieceLength())
                .numPieces(map.numPieces())
                .numFiles(content.files().size())
                .magnetUri(MagnetLink.of(
                        infoHashes,
                        content.name(),
                        content.totalSize(),
                        request.trackerTiers().stream().flatMap(List::stream).toList(),
                        request.webSeeds()))
                .hashedFiles(content.files().stream().map(this::hashed).toList())
                .build();
    }

    // a scan after hashing has found them the same
    private HashedFile hashed(ContentFile file) {
        String names = String.join("/", file.names());
        String path = content.folder() && !isTakenForOneFile() ? content.name() + "/" + names : names;
        return new HashedFile(path, file.size(), file.modified().toInstant());
    }

    // In a v2 file tree only the name distinguishes a folder with one file from that file, and libtorrent ignores it.
    private boolean isTakenForOneFile() {
        List<ContentFile> files = content.files();
        return request.format() == TorrentFormat.V2
                && content.folder()
                && files.size() == 1
                && files.get(0).names().size() == 1;
    }

    private BencodeDictionary outer(BencodeDictionary info) {
        BencodeDictionary.Builder outer = BencodeDictionary.builder().put("info", info);
        List<List<String>> tiers = request.trackerTiers();
        if (!tiers.isEmpty()) {
            outer.put("announce", tiers.get(0).get(0));
        }
        if (tiers.stream().mapToInt(List::size).sum() > 1) {
            outer.put("announce-list", tiers);
        }
        if (!request.webSeeds().isEmpty()) {
            outer.put("url-list", request.webSeeds());
        }
        if (!request.dhtNodes().isEmpty()) {
            outer.put(
                    "nodes",
                    request.dhtNodes().stream()
                            .map(node -> List.of(node.host(), node.port()))
                            .toList());
        }
        request.comment().ifPresent(comment -> outer.put("comment", comment));
        outer.put("created by", request.creator().orElse(program));
        outer.put(
                "creation date", request.creationDate().orElseGet(Instant::now).getEpochSecond());
        if (hashes.hasV2()) {
            outer.put("piece layers", pieceLayers());
        }
        return outer.build();
    }

    private BencodeDictionary pieceLayers() {
        BencodeDictionary.Builder layers = BencodeDictionary.builder();
        for (int file = 0; file < content.files().size(); file++) {
            if (map.numPieces(file) > 1) {
                layers.put(ByteString.of(hashes.root(file)), hashes.layer(file));
            }
        }
        return layers.build();
    }
}
