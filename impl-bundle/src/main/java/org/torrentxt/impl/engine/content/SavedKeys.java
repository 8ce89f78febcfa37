package org.torrentxt.impl.engine.content;

import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.ByteString;

/** Text values of resume data. Read here, as the binding garbles characters beyond U+FFFF. */
final class SavedKeys {
    private final Map<ByteString, ByteString> values;

    /** Those of resume data, by key in their encoded form. */
    SavedKeys(Map<ByteString, ByteString> values) {
        this.values = values;
    }

    OuterKeys outerKeys() {
        return OuterKeys.ofResumeData(values);
    }

    /** Empty if there is none. */
    String savePath() {
        return value("save_path") instanceof ByteString path ? path.text() : "";
    }

    private Object value(String key) {
        try {
            return Optional.ofNullable(values.get(ByteString.of(key)))
                    .map(Bencode::decode)
                    .orElse(null);
        } catch (TorrentException e) {
            return null; // the engine is less strict, but yields no text
        }
    }
}
