package org.torrentxt.impl.state;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.statefile.UnusableFileException;

/**
 * What a backup says of itself.
 *
 * @param created when it was made
 * @param session the name of the session
 * @param hasSecrets true if nothing was omitted
 * @param omitted what was omitted of torrents, by their ids
 * @param omittedOfSession what was omitted of settings and configurations
 */
public record BackupManifest(
        Instant created,
        String session,
        boolean hasSecrets,
        Map<Integer, List<String>> omitted,
        List<String> omittedOfSession) {
    static final String KIND = "backup";
    static final long VERSION = 1;

    private static final String CREATED = "created";
    private static final String SESSION = "session";
    private static final String SECRETS = "secrets";
    private static final String OMITTED = "omitted";
    private static final String OF_SESSION = "omitted of session";
    private static final int MAX_LIST = 10_000;
    private static final int MAX_TORRENTS = 1_000_000;
    private static final int MAX_TEXT = 10_000;

    /** Copies the collections. */
    public BackupManifest {
        omitted = Collections.unmodifiableMap(new TreeMap<>(omitted));
        omittedOfSession = List.copyOf(omittedOfSession);
    }

    /** The file with this. */
    public byte[] toBytes() {
        BencodeDictionary.Builder ofTorrents = BencodeDictionary.builder();
        omitted.forEach((id, texts) -> ofTorrents.put(id.toString(), texts));
        BencodeDictionary own = BencodeDictionary.builder()
                .put(CREATED, created.getEpochSecond())
                .put(SESSION, session)
                .put(SECRETS, hasSecrets ? 1 : 0)
                .put(OMITTED, ofTorrents.build())
                .put(OF_SESSION, omittedOfSession)
                .build();
        return new Envelope(new TreeMap<>(), own).write(KIND, VERSION);
    }

    /**
     * Reads a file.
     *
     * @throws org.torrentxt.statefile.NewerVersionException if only a newer version can read it
     * @throws UnusableFileException if it is damaged
     */
    public static BackupManifest read(byte[] content) throws IOException {
        CheckedFields own =
                new CheckedFields(Envelope.read(KIND, VERSION, content).own());
        return new BackupManifest(
                Instant.ofEpochSecond(own.required(CREATED, 0, Instant.MAX.getEpochSecond())),
                own.text(SESSION, MAX_TEXT).orElse(""),
                own.flag(SECRETS),
                omitted(own),
                own.texts(OF_SESSION, MAX_LIST, MAX_TEXT));
    }

    private static Map<Integer, List<String>> omitted(CheckedFields own) throws UnusableFileException {
        Map<Integer, List<String>> omitted = new TreeMap<>();
        for (Map.Entry<String, Object> entry :
                own.entries(OMITTED, MAX_TORRENTS, 10).entrySet()) {
            if (!entry.getKey().matches("[1-9][0-9]{0,8}") || !(entry.getValue() instanceof List<?> texts)) {
                throw new UnusableFileException("invalid value of '" + OMITTED + "': expected lists by id");
            }
            List<String> lines = new ArrayList<>();
            for (Object text : texts) {
                lines.add(CheckedFields.text(OMITTED, CheckedFields.bytes(OMITTED, text, MAX_TEXT)));
            }
            omitted.put(Integer.valueOf(entry.getKey()), lines);
        }
        return omitted;
    }
}
