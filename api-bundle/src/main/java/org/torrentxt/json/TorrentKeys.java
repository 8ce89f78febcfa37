package org.torrentxt.json;

import java.util.List;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;

/** The keys of sessions and torrents in JSON; see {@link Keys}. */
final class TorrentKeys {
    static final List<Keys<?>> ALL = List.of(
            Keys.of(TorrentStatus.class)
                    .key("id", TorrentStatus::id)
                    .key("name", TorrentStatus::name)
                    .key("state", TorrentStatus::state)
                    .key("progress", TorrentStatus::progress)
                    .key("downloadRate", TorrentStatus::downloadRate)
                    .key("uploadRate", TorrentStatus::uploadRate)
                    .key("totalDone", TorrentStatus::totalDone)
                    .key("totalWanted", TorrentStatus::totalWanted)
                    .key("totalWantedDone", TorrentStatus::totalWantedDone)
                    .key("numPeers", TorrentStatus::numPeers)
                    .key("numSeeds", TorrentStatus::numSeeds)
                    .key("savePath", TorrentStatus::savePath)
                    .key("infoHashV1", value -> value.infoHashes().v1())
                    .key("infoHashV2", value -> value.infoHashes().v2())
                    .key("numPieces", TorrentStatus::numPieces)
                    .key("piecesDone", TorrentStatus::piecesDone)
                    .key("pieceLength", TorrentStatus::pieceLength)
                    .key("totalSize", TorrentStatus::totalSize)
                    .key("allTimeDownload", TorrentStatus::allTimeDownload)
                    .key("allTimeUpload", TorrentStatus::allTimeUpload)
                    .key("totalFailed", TorrentStatus::totalFailed)
                    .key("totalRedundant", TorrentStatus::totalRedundant)
                    .key("numComplete", TorrentStatus::numComplete)
                    .key("numIncomplete", TorrentStatus::numIncomplete)
                    .key("hasMetadata", TorrentStatus::hasMetadata)
                    .key("isFinished", TorrentStatus::isFinished)
                    .key("isSeeding", TorrentStatus::isSeeding)
                    .key("isPaused", TorrentStatus::isPaused)
                    .key("isMoving", TorrentStatus::isMoving)
                    .key("error", TorrentStatus::error)
                    .key("eta", TorrentStatus::eta)
                    .key("addedTime", TorrentStatus::addedTime)
                    .key("completedTime", TorrentStatus::completedTime)
                    .key("lastDownload", TorrentStatus::lastDownload)
                    .key("lastUpload", TorrentStatus::lastUpload)
                    .key("lastSeenComplete", TorrentStatus::lastSeenComplete)
                    .key("activeTime", TorrentStatus::activeTime)
                    .key("finishedTime", TorrentStatus::finishedTime)
                    .key("seedingTime", TorrentStatus::seedingTime)
                    .key("numConnections", TorrentStatus::numConnections)
                    .key("numUploads", TorrentStatus::numUploads)
                    .key("numKnownPeers", TorrentStatus::numKnownPeers)
                    .key("queuePosition", TorrentStatus::queuePosition)
                    .key("currentTracker", TorrentStatus::currentTracker)
                    .key("flags", TorrentStatus::flags)
                    .key("noPeersReason", TorrentStatus::noPeersReason)
                    .key("labels", TorrentStatus::labels)
                    .key("attributes", TorrentStatus::attributes),
            Keys.of(FileInfo.class)
                    .key("index", FileInfo::index)
                    .key("path", FileInfo::path)
                    .key("size", FileInfo::size)
                    .key("progress", FileInfo::progress)
                    .key("priority", FileInfo::priority)
                    .key("offset", FileInfo::offset)
                    .key("firstPiece", FileInfo::firstPiece)
                    .key("pieceCount", FileInfo::pieceCount)
                    .key("root", FileInfo::root),
            Keys.of(PeerInfo.class)
                    .key("endpoint", PeerInfo::endpoint)
                    .key("client", PeerInfo::client)
                    .key("downRate", PeerInfo::downRate)
                    .key("upRate", PeerInfo::upRate)
                    .key("totalDown", PeerInfo::totalDown)
                    .key("totalUp", PeerInfo::totalUp)
                    .key("progress", PeerInfo::progress)
                    .key("flags", PeerInfo::flags)
                    .key("source", PeerInfo::source),
            Keys.of(TrackerInfo.class)
                    .key("url", TrackerInfo::url)
                    .key("tier", TrackerInfo::tier)
                    .key("verified", TrackerInfo::verified)
                    .key("source", TrackerInfo::source)
                    .key("message", TrackerInfo::message)
                    .key("fails", TrackerInfo::fails)
                    .key("updating", TrackerInfo::updating)
                    .key("nextAnnounce", TrackerInfo::nextAnnounce)
                    .key("numComplete", TrackerInfo::numComplete)
                    .key("numIncomplete", TrackerInfo::numIncomplete)
                    .key("numDownloaded", TrackerInfo::numDownloaded),
            Keys.of(PartialPiece.class)
                    .key("piece", PartialPiece::piece)
                    .key("numBlocks", PartialPiece::numBlocks)
                    .key("finished", PartialPiece::finished)
                    .key("writing", PartialPiece::writing)
                    .key("requested", PartialPiece::requested),
            Keys.of(MoveProgress.class)
                    .key("folder", MoveProgress::folder)
                    .key("bytesDone", MoveProgress::bytesDone)
                    .key("bytesTotal", MoveProgress::bytesTotal),
            Keys.of(CreatedTorrent.class)
                    .key("infoHashV1", value -> value.infoHashes().v1())
                    .key("infoHashV2", value -> value.infoHashes().v2())
                    .key("name", CreatedTorrent::name)
                    .key("savePath", CreatedTorrent::savePath)
                    .key("totalSize", CreatedTorrent::totalSize)
                    .key("pieceLength", CreatedTorrent::pieceLength)
                    .key("numPieces", CreatedTorrent::numPieces)
                    .key("numFiles", CreatedTorrent::numFiles)
                    .key("magnetUri", CreatedTorrent::magnetUri));

    private TorrentKeys() {}
}
