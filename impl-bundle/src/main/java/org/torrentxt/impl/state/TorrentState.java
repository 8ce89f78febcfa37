package org.torrentxt.impl.state;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.UnusableFileException;

/**
 * All that is saved of one torrent: what libtorrent saves (metadata, pieces, flags, limits, priorities, renamed files,
 * trackers, web seeds, totals and times, see {@link ResumeDictionary}), and what only this project knows.
 *
 * @param id its number in its session, positive
 * @param resume what libtorrent saves, not null
 * @param origin what it was added from, if known
 * @param labels checked by {@link Labels}
 * @param attributes checked by {@link Labels}
 * @param stopReason the error that stopped it, if one did
 */
public record TorrentState(
        int id,
        ResumeDictionary resume,
        Optional<Origin> origin,
        Set<String> labels,
        Map<String, String> attributes,
        Optional<StopReason> stopReason) {
    static final String KIND = "torrent";
    static final long VERSION = 1;

    private static final String ID = "id";
    private static final String ADDED = "added";
    private static final String LABELS = "labels";
    private static final String ATTRIBUTES = "attributes";
    private static final String ERROR = "error";
    private static final String ERROR_FILE = "error file";
    private static final int MAX_FILE = 1 << 24;
    private static final int MAX_UTF8 = 4; // bytes a character

    /**
     * Copies and checks the values.
     *
     * @throws TorrentException INVALID_ARGUMENT for labels or attributes that cannot be saved, or an id that is not
     *     positive
     */
    public TorrentState {
        if (id <= 0) {
            throw TorrentException.invalid("invalid id of a torrent: " + id + "; expected a positive number");
        }
        Objects.requireNonNull(resume, "resume");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(stopReason, "stopReason");
        labels = Labels.labels(labels);
        attributes = Labels.attributes(attributes);
    }

    /** A state with nothing but resume data. */
    public static TorrentState of(int id, ResumeDictionary resume) {
        return new TorrentState(id, resume, Optional.empty(), Set.of(), Map.of(), Optional.empty());
    }

    /** The same with other resume data. */
    public TorrentState withResume(ResumeDictionary newer) {
        return new TorrentState(id, newer, origin, labels, attributes, stopReason);
    }

    /** The same with other labels and attributes. */
    public TorrentState withNotes(Set<String> newLabels, Map<String, String> newAttributes) {
        return new TorrentState(id, resume, origin, newLabels, newAttributes, stopReason);
    }

    /** The same with another id, as in another session. */
    public TorrentState withId(int other) {
        return new TorrentState(other, resume, origin, labels, attributes, stopReason);
    }

    /** The file with this state. */
    public byte[] toBytes() {
        SortedMap<ByteString, ByteString> outer = new TreeMap<>(resume.encoded());
        BencodeDictionary.Builder own = BencodeDictionary.builder().put(ID, id);
        PackedPieces.pack(outer, own);
        origin.ifPresent(from -> own.put(ADDED, from.write()));
        if (!labels.isEmpty()) {
            own.put(LABELS, labels.stream().toList());
        }
        if (!attributes.isEmpty()) {
            BencodeDictionary.Builder values = BencodeDictionary.builder();
            attributes.forEach(values::put);
            own.put(ATTRIBUTES, values.build());
        }
        stopReason.ifPresent(reason -> {
            own.put(ERROR, reason.message());
            reason.file().ifPresent(file -> own.put(ERROR_FILE, file));
        });
        return new Envelope(outer, own.build()).write(KIND, VERSION);
    }

    /**
     * Reads a file.
     *
     * @throws org.torrentxt.statefile.NewerVersionException if only a newer version can read it
     * @throws UnusableFileException if it is damaged
     */
    public static TorrentState read(byte[] content) throws IOException {
        Envelope envelope = Envelope.read(KIND, VERSION, content);
        CheckedFields own = new CheckedFields(envelope.own());
        SortedMap<ByteString, ByteString> outer = new TreeMap<>(envelope.outer());
        PackedPieces.unpack(own, outer);
        int id = (int) own.required(ID, 1, Integer.MAX_VALUE);
        Optional<CheckedFields> added = own.dictionary(ADDED);
        Optional<Origin> origin = added.isEmpty() ? Optional.empty() : Optional.of(Origin.read(added.get()));
        SortedSet<String> labels = new TreeSet<>(own.texts(LABELS, Labels.MAX_COUNT, Labels.MAX_LENGTH * MAX_UTF8));
        try {
            return new TorrentState(id, ResumeDictionary.of(outer), origin, labels, attributes(own), stopReason(own));
        } catch (TorrentException e) {
            throw new UnusableFileException(e.getMessage());
        }
    }

    private static Map<String, String> attributes(CheckedFields own) throws UnusableFileException {
        Map<String, String> attributes = new TreeMap<>();
        Map<String, Object> found = own.entries(ATTRIBUTES, Labels.MAX_COUNT, Labels.MAX_LENGTH * MAX_UTF8);
        for (Map.Entry<String, Object> entry : found.entrySet()) {
            ByteString value = CheckedFields.bytes(ATTRIBUTES, entry.getValue(), Labels.MAX_TOTAL);
            attributes.put(entry.getKey(), CheckedFields.text(ATTRIBUTES, value));
        }
        return attributes;
    }

    private static Optional<StopReason> stopReason(CheckedFields own) throws UnusableFileException {
        Optional<Long> file = own.integer(ERROR_FILE, 0, MAX_FILE);
        OptionalInt index = file.isPresent() ? OptionalInt.of(file.get().intValue()) : OptionalInt.empty();
        return own.text(ERROR, StopReason.MAX_LENGTH * MAX_UTF8)
                .map(message -> new StopReason(message, index))
                .filter(reason -> !reason.message().isEmpty());
    }
}
