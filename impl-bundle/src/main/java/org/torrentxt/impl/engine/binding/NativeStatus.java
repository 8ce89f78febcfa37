package org.torrentxt.impl.engine.binding;

import org.libtorrent4j.swig.libtorrent_jni;
import org.libtorrent4j.swig.torrent_status;

/**
 * A status of the engine, read by its address: the binding's objects for the status and its parts each cost the garbage
 * collector a finalizer, which is most of the price of reading thousands. Must not be used once what it
 * is a part of is deleted; that must not be left to the garbage collector, which does not see that it is in use.
 */
public final class NativeStatus {
    private static final int MILLIS = 1_000;

    private final long address;

    NativeStatus(long address) {
        this.address = address;
    }

    /** One that the binding has returned; must not be used once that is deleted, which it must be. */
    public static NativeStatus of(torrent_status status) {
        return new NativeStatus(Pointer.of(status));
    }

    private static final class Pointer extends torrent_status {
        private Pointer() {
            super(0, false);
        }

        static long of(torrent_status status) {
            return getCPtr(status);
        }
    }

    /** The number that the torrent was added with; 0 if it is gone. */
    public int torrent() {
        long data =
                libtorrent_jni.torrent_handle_userdata(libtorrent_jni.torrent_status_handle_get(address, null), null);
        int id = (int) libtorrent_jni.client_data_t_get(data, null);
        libtorrent_jni.delete_client_data_t(data);
        return id;
    }

    void setHandle(long handle) {
        libtorrent_jni.torrent_status_handle_set(address, null, handle, null);
    }

    /** Its name, which the binding may have garbled. */
    public String name() {
        return libtorrent_jni.torrent_status_name_get(address, null);
    }

    /** The folder that the engine uses; empty if the torrent is gone. */
    public String savePath() {
        return libtorrent_jni.torrent_status_save_path_get(address, null);
    }

    public String currentTracker() {
        return libtorrent_jni.torrent_status_current_tracker_get(address, null);
    }

    /** The number of its state. */
    public int state() {
        return libtorrent_jni.torrent_status_state_get(address, null);
    }

    /** The bits of its flags. */
    public int flags() {
        return libtorrent_jni.torrent_flags_t_to_int(libtorrent_jni.torrent_status_flags_get(address, null), null);
    }

    /** The number of its error; 0 for none. */
    public int error() {
        long error = libtorrent_jni.torrent_status_errc_get(address, null);
        return libtorrent_jni.error_code_failed(error, null) ? libtorrent_jni.error_code_value(error, null) : 0;
    }

    /** Its error in words. */
    public String errorMessage() {
        return libtorrent_jni.error_code_message(libtorrent_jni.torrent_status_errc_get(address, null), null);
    }

    public boolean hasMetadata() {
        return libtorrent_jni.torrent_status_has_metadata_get(address, null);
    }

    public boolean isFinished() {
        return libtorrent_jni.torrent_status_is_finished_get(address, null);
    }

    public boolean isSeeding() {
        return libtorrent_jni.torrent_status_is_seeding_get(address, null);
    }

    public boolean isMoving() {
        return libtorrent_jni.torrent_status_moving_storage_get(address, null);
    }

    public boolean needsSaving() {
        return libtorrent_jni.torrent_status_need_save_resume_get(address, null);
    }

    /** Its progress in millionths. */
    public int progress() {
        return libtorrent_jni.torrent_status_progress_ppm_get(address, null);
    }

    public int downloadRate() {
        return libtorrent_jni.torrent_status_download_payload_rate_get(address, null);
    }

    public int uploadRate() {
        return libtorrent_jni.torrent_status_upload_payload_rate_get(address, null);
    }

    public long totalDone() {
        return libtorrent_jni.torrent_status_total_done_get(address, null);
    }

    public long totalWanted() {
        return libtorrent_jni.torrent_status_total_wanted_get(address, null);
    }

    public long totalWantedDone() {
        return libtorrent_jni.torrent_status_total_wanted_done_get(address, null);
    }

    public long totalFailed() {
        return libtorrent_jni.torrent_status_total_failed_bytes_get(address, null);
    }

    public long totalRedundant() {
        return libtorrent_jni.torrent_status_total_redundant_bytes_get(address, null);
    }

    public long allTimeDownload() {
        return libtorrent_jni.torrent_status_all_time_download_get(address, null);
    }

    public long allTimeUpload() {
        return libtorrent_jni.torrent_status_all_time_upload_get(address, null);
    }

    public int numPeers() {
        return libtorrent_jni.torrent_status_num_peers_get(address, null);
    }

    public int numSeeds() {
        return libtorrent_jni.torrent_status_num_seeds_get(address, null);
    }

    public int numConnections() {
        return libtorrent_jni.torrent_status_num_connections_get(address, null);
    }

    public int numUploads() {
        return libtorrent_jni.torrent_status_num_uploads_get(address, null);
    }

    public int numKnownPeers() {
        return libtorrent_jni.torrent_status_list_peers_get(address, null);
    }

    public int numComplete() {
        return libtorrent_jni.torrent_status_num_complete_get(address, null);
    }

    public int numIncomplete() {
        return libtorrent_jni.torrent_status_num_incomplete_get(address, null);
    }

    public int numPieces() {
        return libtorrent_jni.torrent_status_num_pieces_get(address, null);
    }

    public int queuePosition() {
        return libtorrent_jni.torrent_status_get_queue_position(address, null);
    }

    /** When it was added, in seconds since 1970, as are the times below; 0 if unknown. */
    public long added() {
        return libtorrent_jni.torrent_status_added_time_get(address, null);
    }

    public long completed() {
        return libtorrent_jni.torrent_status_completed_time_get(address, null);
    }

    public long lastSeenComplete() {
        return libtorrent_jni.torrent_status_last_seen_complete_get(address, null);
    }

    public long lastDownload() {
        return libtorrent_jni.torrent_status_get_last_download(address, null) / MILLIS;
    }

    public long lastUpload() {
        return libtorrent_jni.torrent_status_get_last_upload(address, null) / MILLIS;
    }

    /** How long it has been running, in seconds, as are the durations below. */
    public long activeTime() {
        return libtorrent_jni.torrent_status_get_active_duration(address, null) / MILLIS;
    }

    public long finishedTime() {
        return libtorrent_jni.torrent_status_get_finished_duration(address, null) / MILLIS;
    }

    public long seedingTime() {
        return libtorrent_jni.torrent_status_get_seeding_duration(address, null) / MILLIS;
    }
}
