package org.torrentxt.impl.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** Changes a value somewhere in a bencoded dictionary, or some bytes. */
final class StateMutator {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        255,
        2_049,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;

    StateMutator(Random random) {
        this.random = random;
    }

    byte[] mutate(byte[] input) {
        try {
            Object value = Bencode.decode(input);
            if (random.nextInt(6) > 0) {
                for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                    value = value(value);
                }
                return Bencode.encode(value);
            }
        } catch (TorrentException e) {
            return bytes(input); // is malformed already
        }
        return bytes(input);
    }

    private Object value(Object value) {
        if (random.nextInt(12) == 0) {
            return another();
        }
        if (value instanceof BencodeDictionary dictionary
                && !dictionary.entries().isEmpty()) {
            return dictionary(dictionary);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            List<Object> changed = new ArrayList<>(list);
            int at = random.nextInt(changed.size());
            switch (random.nextInt(4)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(changed.get(at));
                default -> changed.set(at, value(changed.get(at)));
            }
            return changed;
        }
        if (value instanceof ByteString string) {
            return bytes(string.bytes());
        }
        return another();
    }

    private BencodeDictionary dictionary(BencodeDictionary dictionary) {
        List<ByteString> keys = new ArrayList<>(dictionary.entries().keySet());
        ByteString chosen = keys.get(random.nextInt(keys.size()));
        // what is ours, mostly: there are many keys of libtorrent, which are not read
        ByteString key = keys.contains(Envelope.OWN) && random.nextInt(3) > 0 ? Envelope.OWN : chosen;
        BencodeDictionary.Builder changed = BencodeDictionary.builder();
        int kind = random.nextInt(8);
        for (Map.Entry<ByteString, Object> entry : dictionary.entries().entrySet()) {
            if (!entry.getKey().equals(key)) {
                changed.put(entry.getKey(), entry.getValue());
            } else if (kind == 1) {
                changed.put(ByteString.of(bytes(key.bytes())), entry.getValue());
            } else if (kind > 1) {
                changed.put(key, value(entry.getValue()));
            }
        }
        return changed.build();
    }

    private Object another() {
        return switch (random.nextInt(6)) {
            case 0 -> ByteString.of(new byte[random.nextInt(40)]);
            case 1 -> List.of(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> BencodeDictionary.builder().put("a", "b").build();
            default -> NUMBERS[random.nextInt(NUMBERS.length)];
        };
    }

    private byte[] bytes(byte[] input) {
        if (input.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        byte[] changed = input.clone();
        int at = random.nextInt(input.length);
        switch (random.nextInt(4)) {
            case 0 -> changed = Arrays.copyOf(input, at);
            case 1 -> changed = Arrays.copyOf(input, Math.min(input.length + random.nextInt(600), 4_000));
            case 2 -> changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            default -> changed[at] = (byte) random.nextInt();
        }
        return changed;
    }
}
