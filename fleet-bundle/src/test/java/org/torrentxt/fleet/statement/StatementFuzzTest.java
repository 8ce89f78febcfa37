package org.torrentxt.fleet.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.bencode.Bencode;

/** Statements that were changed at random on their way: each is refused with a reason, and nothing else happens. */
class StatementFuzzTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final Judge JUDGE =
            new Judge("alps", List.of(new TrustedKey(KEYS.publicKey(), List.of(Path.of("/srv/maps")))));
    private static final byte[] VALID = JUDGE.sign(
            KEYS,
            "maps",
            3,
            Optional.of(DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("ab".repeat(20))))
                    .labels(Map.of("site", "basel"))
                    .folder(Optional.of(Path.of("/srv/maps/swiss")))
                    .first(2)
                    .install(Optional.of(
                            InstallFeature.builder("maps").version("1.0").build()))
                    .controls(List.of(NodeControl.builder(Map.of("site", "zug"))
                            .isPaused(true)
                            .uploadLimit(100_000)
                            .build()))
                    .before(Optional.of(DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("cd".repeat(20))))
                            .keep(1)
                            .build()))
                    .build()));

    private final Random random = new Random(7);

    @TempDir
    Path folder;

    private static void assertRefused(Statements statements, byte[] bytes) {
        try {
            statements.accept(bytes);
        } catch (RefusedException e) {
            assertThat(e).hasMessageMatching("\\P{Cntrl}+");
            assertThat(statements.all()).isEmpty();
            return;
        }
        throw new AssertionError("accepted: " + new String(bytes, ISO_8859_1));
    }

    @Test
    void anyChangeOnTheWayIsRefused() throws Exception {
        Statements statements = new Statements(folder, JUDGE);
        for (int length = 0; length < VALID.length; length++) {
            assertRefused(statements, Arrays.copyOf(VALID, length));
        }
        assertRefused(statements, Arrays.copyOf(VALID, VALID.length + 1));
        for (int i = 0; i < VALID.length; i++) {
            byte[] changed = VALID.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertRefused(statements, changed);
        }
        for (int i = 0; i < 2_000; i++) {
            assertRefused(statements, mutated());
        }
        assertThat(statements.accept(VALID)).isTrue();
    }

    private byte[] mutated() {
        byte[] bytes = VALID.clone();
        int from = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(8);
        byte[] tokens = "deli0123456789:-".getBytes(US_ASCII);
        for (int i = from; i < Math.min(bytes.length, from + length); i++) {
            bytes[i] = tokens[random.nextInt(tokens.length)];
        }
        return Arrays.equals(bytes, VALID) ? mutated() : bytes;
    }

    /** Whoever has a trusted key may sign anything: it must still be a statement. */
    @Test
    void signedNonsenseIsRefused() {
        Statements statements = new Statements(folder, JUDGE);
        String[] values = {
            "de",
            "le",
            "i1e",
            "d1:vi1ee",
            "d7:cluster4:alps1:vi1e1:x0:e",
            "d7:cluster4:alps4:keepi0e1:vi1ee",
            "d7:cluster4:alps5:hash13:abc4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi99e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi-9223372036854775808e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsle1:vi1ee",
            "d7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsd1:ade1:vi1ee",
            "d7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsd1:a1: e1:vi1ee",
            "d7:cluster4:alps6:folder1:\u00005:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps6:folder0:5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:firsti0e5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:firsti-1e5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:firsti4294967297e5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:first1:15:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps5:firsti1e1:vi1ee",
            "d6:beforede7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d6:beforele7:cluster4:alps5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d6:befored5:hash120:abcdefghijklmnopqrst4:keepi0ee7:cluster4:alps5:hash120:abcdefghijklmnopqrst"
                    + "4:keepi0e6:labelsde1:vi1ee",
            "d6:befored5:firsti1e5:hash120:abcdefghijklmnopqrste7:cluster4:alps5:hash120:abcdefghijklmnopqrst"
                    + "4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsle5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsde5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsi1e5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsli1ee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsldee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsdeee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde6:pausedi0eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde6:pausedi2eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde2:upi-1eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde2:upi2147483648eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde4:downi0e6:pausedi1eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde6:pausedi1eed6:labelsde6:pausedi1eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde6:pausedi1eed6:labelsd1:a1:be6:pausedi1eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsd1:a1:/e6:pausedi1eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controlsld6:labelsde4:morei1e6:pausedi1eee5:hash120:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d7:cluster4:alps8:controls" + "ld6:labelsde6:pausedi1ee".repeat(9) + "e5:hash1"
                    + "20:abcdefghijklmnopqrst4:keepi0e6:labelsde1:vi1ee",
            "d1:vi1e7:cluster4:alpse",
            "d7:cluster4:alps1:vi1e1:vi1ee",
            "l".repeat(500) + "e".repeat(500)
        };
        for (String value : values) {
            byte[] bytes = value.getBytes(ISO_8859_1);
            MutableItem item = MutableItem.signBencoded(KEYS, StatementFormat.salt("maps"), 1, bytes);
            assertRefused(statements, new SignedBytes(item).write());
        }
        for (String name : new String[] {"", ".", "..", "../x", "a/b", "x".repeat(41), "a\n"}) {
            MutableItem item = MutableItem.signBencoded(
                    KEYS, StatementFormat.salt(name), 1, "d7:cluster4:alps1:vi1ee".getBytes(US_ASCII));
            assertRefused(statements, new SignedBytes(item).write());
        }
    }

    @Test
    void otherFormsOfTheSameAreRefused() {
        Statements statements = new Statements(folder, JUDGE);
        List<?> fields = (List<?>) Bencode.decode(VALID);
        assertThat(Bencode.encode(fields)).isEqualTo(VALID);
        for (int i = 0; i < fields.size(); i++) {
            List<Object> fewer = new ArrayList<>(fields);
            fewer.remove(i);
            assertRefused(statements, Bencode.encode(fewer));
            List<Object> more = new ArrayList<>(fields);
            more.add(i, fields.get(i));
            assertRefused(statements, Bencode.encode(more));
        }
    }
}
