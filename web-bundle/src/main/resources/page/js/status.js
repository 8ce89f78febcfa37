/** Statuses as they are pushed, with the keys of the console's JSON, as the fields of the RPC protocol. */

const STOPPED = 0;
const CHECK_QUEUED = 1;
const CHECKING = 2;
const DOWNLOAD_QUEUED = 3;
const DOWNLOADING = 4;
const SEED_QUEUED = 5;
const SEEDING = 6;
const LOCAL_ERROR = 3;
const CATEGORY = "org.torrentxt.policy.category";

function stageOf({ state, flags, isPaused, isFinished, error }) {
    const isQueued = flags.includes("paused") && flags.includes("auto_managed");
    if (state === "checking") {
        return isQueued ? CHECK_QUEUED : CHECKING;
    }
    if (error !== "" || (isPaused && !isQueued)) {
        return STOPPED;
    }
    if (state.startsWith("checking")) {
        return CHECK_QUEUED;
    }
    if (isFinished) {
        return isQueued ? SEED_QUEUED : SEEDING;
    }
    return isQueued ? DOWNLOAD_QUEUED : DOWNLOADING;
}

function partOf({ totalWanted, totalWantedDone, hasMetadata }) {
    return totalWanted > 0 ? Math.min(1, totalWantedDone / totalWanted) : hasMetadata ? 1 : 0;
}

function ratioOf({ allTimeUpload, allTimeDownload, totalDone }) {
    const received = allTimeDownload > 0 ? allTimeDownload : totalDone;
    return received > 0 ? allTimeUpload / received : -1;
}

/** The fields of a torrent that the list needs. */
export function fieldsOf(status) {
    const hash = status.infoHashV1 ?? status.infoHashV2 ?? "";
    return {
        id: status.id,
        hashString: hash,
        name: status.name || hash,
        status: stageOf(status),
        error: status.error === "" ? 0 : LOCAL_ERROR,
        errorString: status.error,
        totalSize: status.totalSize,
        sizeWhenDone: status.totalWanted,
        leftUntilDone: Math.max(0, status.totalWanted - status.totalWantedDone),
        percentDone: partOf(status),
        metadataPercentComplete: status.hasMetadata ? 1 : 0,
        recheckProgress: status.state === "checking" ? status.progress : 0,
        rateDownload: status.downloadRate,
        rateUpload: status.uploadRate,
        eta: status.eta ?? -1,
        peersConnected: status.numPeers,
        uploadedEver: status.allTimeUpload,
        downloadedEver: status.allTimeDownload,
        uploadRatio: ratioOf(status),
        addedDate: status.addedTime,
        labels: status.labels,
        category: status.attributes[CATEGORY] ?? "",
        queuePosition: status.queuePosition,
    };
}
