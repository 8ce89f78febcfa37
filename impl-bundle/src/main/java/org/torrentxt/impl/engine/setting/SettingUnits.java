package org.torrentxt.impl.engine.setting;

import java.util.Set;
import org.torrentxt.api.config.Sizes;

/** Parses the text of integer settings: sizes and rates with units, and the word for no limit. */
final class SettingUnits {
    private static final String NONE = "none";
    private static final Set<String> RATES = Set.of(
            "dht_upload_rate_limit",
            "download_rate_limit",
            "inactive_down_rate",
            "inactive_up_rate",
            "rate_choker_initial_threshold",
            "upload_rate_limit");
    private static final Set<String> SIZES = Set.of(
            "max_http_recv_buffer_size",
            "max_metadata_size",
            "max_peer_recv_buffer_size",
            "max_queued_disk_bytes",
            "recv_socket_buffer_size",
            "send_buffer_low_watermark",
            "send_buffer_watermark",
            "send_not_sent_low_watermark",
            "send_socket_buffer_size",
            "tracker_maximum_response_length",
            "urlseed_max_request_bytes");

    private SettingUnits() {}

    /**
     * The number that a text represents.
     *
     * @throws NumberFormatException if it is not a number
     * @throws org.torrentxt.api.TorrentException if it is not a size or rate where one is expected
     */
    static long parse(String setting, String text) {
        if (text.equalsIgnoreCase(NONE) && SettingRanges.noLimit(setting).isPresent()) {
            return SettingRanges.noLimit(setting).getAsLong();
        }
        if (RATES.contains(setting)) {
            return isNumber(text) ? Long.parseLong(text) : Sizes.parseRate("setting " + setting, text);
        }
        if (SIZES.contains(setting)) {
            return isNumber(text) ? Long.parseLong(text) : Sizes.parse("setting " + setting, text);
        }
        return Long.parseLong(text);
    }

    // also one out of range, which the message should report as such
    private static boolean isNumber(String text) {
        return text.matches("-?\\d+");
    }
}
