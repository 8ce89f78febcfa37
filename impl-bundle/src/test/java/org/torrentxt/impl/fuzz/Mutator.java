package org.torrentxt.impl.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes without knowing what they mean. */
final class Mutator {
    private static final byte[] INTERESTING = {
        0, 1, -1, 127, -128, '0', '9', '-', ':', 'i', 'e', 'd', 'l', '%', '/', '\n'
    };

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** One to four changes. */
    byte[] mutate(byte[] input) {
        byte[] output = input;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            output = once(output);
        }
        return output;
    }

    /** One change; longer by 64 bytes at most, or by what is repeated. */
    byte[] once(byte[] input) {
        if (input.length == 0) {
            return some(1 + random.nextInt(64));
        }
        int at = random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(64, input.length - at));
        byte[] output = input.clone();
        switch (random.nextInt(6)) {
            case 0 -> output[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> output[at] = INTERESTING[random.nextInt(INTERESTING.length)];
            case 2 -> output = Arrays.copyOf(input, at);
            case 3 -> output = join(input, at, new byte[0], at + length);
            case 4 -> output = join(input, at, some(length), at);
            default -> output = join(input, at, Arrays.copyOfRange(input, at, at + length), at);
        }
        return output;
    }

    private byte[] some(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(byte[] input, int end, byte[] middle, int start) {
        byte[] output = Arrays.copyOf(input, end + middle.length + input.length - start);
        System.arraycopy(middle, 0, output, end, middle.length);
        System.arraycopy(input, start, output, end + middle.length, input.length - start);
        return output;
    }
}
