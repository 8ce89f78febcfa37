package org.torrentxt.impl.engine.content;

import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.suffix.SuffixedFiles;

/** Values of resume data that the engine does not keep, or whose characters beyond U+FFFF the binding garbles. */
final class SavedKeys {
    private final Map<ByteString, ByteString> values;

    /** Those of resume data, by key in their encoded form. */
    SavedKeys(Map<ByteString, ByteString> values) {
        this.values = values;
    }

    OuterKeys outerKeys() {
        return OuterKeys.ofResumeData(values);
    }

    /** Which of a number of files have the suffix of incomplete ones. */
    SuffixedFiles suffixed(int files) {
        return SuffixedFiles.of(values, files);
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
