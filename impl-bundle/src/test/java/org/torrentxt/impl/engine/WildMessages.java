package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Messages of peers (BEP 3, 6, 9, 10, 11, 52) whose numbers, lengths and hashes are wild; the same for the same seed.
 */
final class WildMessages {
    static final int EXTENDED = 20;
    static final int HASHES = 22;

    private static final int HASH_LENGTH = 32;
    private static final int BLOCK = 16_384;
    private static final int[] KINDS = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, EXTENDED, 21, HASHES, 23, 24, 255
    };
    private static final int[] NUMBERS = {
        0,
        1,
        2,
        3,
        7,
        8,
        15,
        16,
        31,
        127,
        255,
        511,
        512,
        513,
        4096,
        8191,
        8192,
        BLOCK,
        BLOCK + 1,
        65_535,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1,
        -2
    };

    private final Random random;
    private final List<byte[]> roots;
    private final byte[] metadata;
    private final int pieces;

    /**
     * Messages about one torrent.
     *
     * @param roots hashes of its merkle trees, at least one
     * @param metadata its info dictionary
     * @param pieces how many it has
     */
    WildMessages(Random random, List<byte[]> roots, byte[] metadata, int pieces) {
        this.random = random;
        this.roots = roots;
        this.metadata = metadata;
        this.pieces = pieces;
    }

    /**
     * Some messages, each with its length before it; half of the time all of one kind, as what is wrong ends a
     * connection.
     */
    byte[] some(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (random.nextInt(8) > 0) {
            write(out, 14 + random.nextInt(2), new byte[0]); // has all, or none
        }
        if (random.nextInt(4) > 0) {
            write(out, EXTENDED, handshake());
        }
        int only = random.nextBoolean() ? kind() : random.nextBoolean() ? HASHES : -1;
        for (int i = 0; i < count; i++) {
            int kind = only < 0 ? kind() : only;
            write(out, kind, payload(kind));
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, int kind, byte[] payload) throws IOException {
        out.writeInt(payload.length + 1);
        out.write(kind);
        out.write(payload);
    }

    private byte[] payload(int kind) throws IOException {
        if (random.nextInt(30) == 0) {
            return bytes(random.nextInt(200));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        switch (kind) {
            case 4, 13, 17 -> out.writeInt(piece());
            case 5 -> out.write(bytes((pieces + 7) / 8 + (random.nextInt(6) == 0 ? random.nextInt(3) - 1 : 0)));
            case 6, 8, 16 -> {
                out.writeInt(piece());
                out.writeInt(number());
                out.writeInt(random.nextBoolean() ? BLOCK : number());
            }
            case 7 -> {
                out.writeInt(piece());
                out.writeInt(random.nextBoolean() ? BLOCK * random.nextInt(8) : number());
                out.write(new byte[random.nextBoolean() ? BLOCK : random.nextInt(BLOCK + 4_000)]);
            }
            case 9 -> out.writeShort(random.nextInt());
            case EXTENDED -> out.write(extension());
            case 21, 23 -> hashRange(out, number(), number());
            case HASHES -> hashes(out);
            default -> {}
        }
        return bytes.toByteArray();
    }

    private void hashes(DataOutputStream out) throws IOException {
        int count = random.nextInt(3) > 0 ? 1 << random.nextInt(10) : random.nextInt(600);
        int proofs = random.nextBoolean() ? 0 : random.nextInt(12);
        hashRange(out, count, proofs);
        int layers = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, count - 1));
        byte[] same = random.nextBoolean() ? hash() : null;
        int wrong = random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0;
        for (int i = 0; i < count + Math.max(0, proofs - layers) + wrong; i++) {
            out.write(same == null ? hash() : same);
        }
    }

    private void hashRange(DataOutputStream out, int count, int proofs) throws IOException {
        out.write(hash());
        out.writeInt(random.nextBoolean() ? 0 : random.nextInt(4) > 0 ? random.nextInt(8) : number());
        out.writeInt(random.nextBoolean() ? 0 : random.nextInt(4) > 0 ? random.nextInt(64) : number());
        out.writeInt(count);
        out.writeInt(proofs);
    }

    private byte[] hash() {
        return switch (random.nextInt(4)) {
            case 0 -> new byte[HASH_LENGTH];
            case 1 -> bytes(HASH_LENGTH);
            default -> roots.get(random.nextInt(roots.size()));
        };
    }

    private byte[] extension() {
        String some = new String(bytes(random.nextInt(64)), ISO_8859_1);
        String body = switch (random.nextInt(5)) {
            case 0 -> "d8:msg_typei" + random.nextInt(4) + "e5:piecei" + number() + "ee";
            case 1 ->
                "d8:msg_typei1e5:piecei" + (random.nextBoolean() ? 0 : number()) + "e10:total_sizei"
                        + (random.nextBoolean() ? metadata.length : number()) + "ee" + new String(metadata, ISO_8859_1);
            case 2 ->
                "d5:added" + text(some) + "7:added.f" + text(some) + "6:added6" + text(some) + "7:dropped" + text(some)
                        + "e";
            case 3 -> some;
            default -> new String(handshake(), ISO_8859_1).substring(1);
        };
        return mutated((char) random.nextInt(10) + body);
    }

    private byte[] handshake() {
        return mutated("\0d12:complete_agoi" + number() + "e"
                + "1:md11:lt_donthavei7e10:share_modei8e11:upload_onlyi3e12:ut_holepunchi4e11:ut_metadatai2e6:ut_pexi1ee"
                + "13:metadata_sizei" + (random.nextBoolean() ? metadata.length : number()) + "e"
                + "1:pi" + number() + "e4:reqqi" + number() + "e11:upload_onlyi" + number()
                + "e1:v4:wild6:yourip4:\177\0\0\1e");
    }

    private static String text(String value) {
        return value.length() + ":" + value;
    }

    private byte[] mutated(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int i = random.nextInt(10) == 0 ? 4 : 0; i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private int kind() {
        return KINDS[random.nextInt(KINDS.length)];
    }

    private int piece() {
        return random.nextInt(4) > 0 ? random.nextInt(pieces) : number();
    }

    private int number() {
        return random.nextInt(5) == 0 ? random.nextInt() : NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
