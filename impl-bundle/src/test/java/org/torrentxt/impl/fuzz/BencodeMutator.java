package org.torrentxt.impl.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** Changes values of a bencoded dictionary, so that the result can still be read, but for its meaning. */
final class BencodeMutator {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        15,
        16,
        255,
        16_383,
        16_384,
        65_536,
        1L << 20,
        1L << 29,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        (1L << 48) - 1,
        1L << 48,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;
    private final Mutator bytes;

    BencodeMutator(Random random) {
        this.random = random;
        this.bytes = new Mutator(random);
    }

    /** One to three changes of values; one case in five changes bytes instead. */
    byte[] mutate(byte[] input) {
        if (random.nextInt(5) == 0) {
            return bytes.mutate(input);
        }
        Object value = Bencode.decodeDictionary(input);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            value = below(value);
        }
        return Bencode.encode(value);
    }

    /** The value, changed itself or somewhere below. */
    private Object below(Object value) {
        if (value instanceof BencodeDictionary dictionary
                && !dictionary.entries().isEmpty()) {
            return dictionary(dictionary);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list(new ArrayList<>(list));
        }
        return leaf(value);
    }

    private Object dictionary(BencodeDictionary dictionary) {
        List<ByteString> keys = new ArrayList<>(dictionary.entries().keySet());
        ByteString key = keys.get(random.nextInt(keys.size()));
        ByteString other = keys.get(random.nextInt(keys.size()));
        BencodeDictionary.Builder changed = BencodeDictionary.builder();
        int kind = random.nextInt(12);
        for (Map.Entry<ByteString, Object> entry : dictionary.entries().entrySet()) {
            if (!entry.getKey().equals(key)) {
                changed.put(entry.getKey(), entry.getValue());
            } else if (kind == 1) {
                changed.put(ByteString.of(bytes.once(key.bytes())), entry.getValue());
            } else if (kind == 2) {
                changed.put(key, dictionary.entries().get(other));
            } else if (kind == 3) {
                changed.put(key, another());
            } else if (kind > 3) {
                changed.put(key, below(entry.getValue()));
            }
        }
        return changed.build();
    }

    private Object list(List<Object> list) {
        int at = random.nextInt(list.size());
        switch (random.nextInt(8)) {
            case 0 -> list.remove(at);
            case 1 -> list.add(at, list.get(random.nextInt(list.size())));
            case 2 -> list.addAll(List.copyOf(list));
            case 3 -> list.set(at, another());
            default -> list.set(at, below(list.get(at)));
        }
        return list;
    }

    private Object leaf(Object value) {
        if (value instanceof Long number) {
            return random.nextInt(4) == 0 ? number + random.nextInt(3) - 1 : extreme();
        }
        if (value instanceof ByteString string) {
            return ByteString.of(string(string.bytes()));
        }
        return another();
    }

    private byte[] string(byte[] value) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(value, random.nextInt(value.length + 1));
            case 1 -> Arrays.copyOf(value, value.length + 1 + random.nextInt(1 << random.nextInt(12)));
            case 2 -> new byte[value.length];
            default -> bytes.mutate(value);
        };
    }

    private long extreme() {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    private Object another() {
        return switch (random.nextInt(4)) {
            case 0 -> extreme();
            case 1 -> ByteString.of(bytes.once(new byte[random.nextInt(40)]));
            case 2 -> new ArrayList<Object>(List.of(extreme()));
            default -> BencodeDictionary.builder().put("a", extreme()).build();
        };
    }
}
