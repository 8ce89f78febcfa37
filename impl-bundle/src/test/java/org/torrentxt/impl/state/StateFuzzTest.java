package org.torrentxt.impl.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.migration.Client;
import org.torrentxt.impl.migration.FoundTorrent;
import org.torrentxt.statefile.NewerVersionException;
import org.torrentxt.statefile.UnusableFileException;

/**
 * Changed state files: all of them are read, or refused as they should be. Guided by what happens: a case that ends as
 * none before becomes the origin of others, so that they get past the checks one after the other. System properties
 * {@code state.fuzz.cases} and {@code state.fuzz.first} choose other cases.
 */
class StateFuzzTest {
    private static final int CASES = Integer.getInteger("state.fuzz.cases", 20_000);
    private static final int FIRST = Integer.getInteger("state.fuzz.first", 1);
    private static final int MAX_LENGTH = 4_000;
    private static final int LEAST_ENDS = 100; // there were 600 when this was written
    private static final int IMPORT_EVERY = 20;

    private interface Target {
        Object read(byte[] content) throws IOException;
    }

    private final Set<String> ends = new HashSet<>();

    @TempDir
    Path folder;

    @Test
    void changedFilesAreReadOrDamagedOrNewer() throws IOException {
        run(States.torrent(7, 5).toBytes(), CASES / 2, TorrentState::read);
        run(States.session().toBytes(), CASES / 4, SessionState::read);
        run(States.ipFilter().toBytes(), CASES / 8, IpFilterState::read);
        run(States.resume(7, 5).toBytes(), CASES / 8, this::readOfOthers);
        assertThat(ends).as("different ends").hasSizeGreaterThan(LEAST_ENDS);
    }

    private void run(byte[] sample, int cases, Target target) throws IOException {
        List<byte[]> corpus = new ArrayList<>(List.of(sample));
        assertThat(end(sample, target)).as("the sample itself").startsWith("read");
        for (int number = FIRST; number < FIRST + cases; number++) {
            Random random = new Random(number * 0x9E3779B97F4A7C15L);
            byte[] origin = corpus.get(random.nextInt(corpus.size()));
            byte[] changed = new StateMutator(random).mutate(origin);
            byte[] input = random.nextInt(8) == 0 ? changed : sealed(changed);
            String end;
            try {
                end = end(input, target);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("case " + number + ": " + ByteString.of(input), e);
            }
            if (ends.add(end) && input.length <= MAX_LENGTH) {
                corpus.add(input);
            }
        }
    }

    /** How it ended, without the values in it. */
    private static String end(byte[] input, Target target) throws IOException {
        try {
            Object state = target.read(input);
            return "read " + state.toString().replaceAll("[^A-Za-z=]+", "").replaceAll("=[a-z]+", "=");
        } catch (UnusableFileException | NewerVersionException | TorrentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return e.getMessage().replaceAll("'[^']*'", "_").replaceAll("-?[0-9]+", "0");
        }
    }

    // with the right checksum, or it would end there
    private static byte[] sealed(byte[] changed) {
        try {
            TreeMap<ByteString, ByteString> outer = new TreeMap<>(BencodeSlices.of(changed));
            ByteString own = outer.remove(Envelope.OWN);
            return own == null ? changed : Envelope.sealed(outer, Bencode.decodeDictionary(own.bytes()));
        } catch (TorrentException e) {
            return changed;
        }
    }

    private int imports;

    private Object readOfOthers(byte[] content) throws IOException {
        ResumeDictionary resume = ResumeDictionary.of(content);
        if (imports++ % IMPORT_EVERY == 0) {
            readByImporters(content);
        }
        return resume.flags() + "" + resume.filePriorities().size() + resume.renamedFiles() + resume.trackers()
                + resume.webSeeds() + resume.addedTime() + resume.name();
    }

    private void readByImporters(byte[] content) throws IOException {
        for (String name : List.of("a.fastresume", "torrents/a.torrent", "resume/a.resume")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), content);
        }
        for (Client client : Client.values()) {
            for (FoundTorrent found : client.list(folder, Optional.of(folder))) {
                assertThat(found.request().isPresent())
                        .isEqualTo(found.problem().isEmpty());
            }
        }
    }
}
