package org.torrentxt.impl.engine.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Handles text that the binding garbles. It creates strings with a JNI function that does not support four-byte UTF-8:
 * it reads each byte as a letter, and loses three letters at the end for each such character.
 */
public final class Garbled {
    private static final int LOST_PER_CHARACTER = 3;
    private static final Pattern CUT = Pattern.compile("[\u00f0-\u00f4](?:[\u0080-\u00bf]|$)");

    private Garbled() {}

    /** True if the text may be a garbled form of text with characters beyond U+FFFF; some correct text matches, too. */
    public static boolean isPossible(String told) {
        return CUT.matcher(told).find();
    }

    /** The garbled form of a text, without the loss at its end. */
    static String of(String text) {
        StringBuilder garbled = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (Character.isBmpCodePoint(character)) {
                garbled.append((char) character);
            } else {
                for (byte b : Character.toString(character).getBytes(UTF_8)) {
                    garbled.append((char) (b & 0xff));
                }
            }
        });
        return garbled.toString();
    }

    /**
     * A message with known texts restored.
     *
     * @param told the message from the binding
     * @param known texts that may be part of it
     * @param endings texts that it may end with
     */
    public static String repaired(String told, Collection<String> known, Collection<String> endings) {
        if (!isPossible(told)) {
            return told;
        }
        List<String> texts = Stream.concat(known.stream(), endings.stream())
                .filter(text -> !of(text).equals(text))
                .toList();
        for (String ending : endings) {
            String garbled = of(ending);
            for (int missing = LOST_PER_CHARACTER; missing < garbled.length(); missing += LOST_PER_CHARACTER) {
                int kept = garbled.length() - missing;
                String whole = replaced(told + garbled.substring(kept), texts);
                if (told.endsWith(garbled.substring(0, kept)) && lost(whole) == missing) {
                    return whole;
                }
            }
        }
        return replaced(told, texts);
    }

    private static String replaced(String message, List<String> texts) {
        String replaced = message;
        for (String text : texts) {
            replaced = replaced.replace(of(text), text);
        }
        return replaced;
    }

    private static int lost(String text) {
        return LOST_PER_CHARACTER * (text.length() - text.codePointCount(0, text.length()));
    }
}
