package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.torrentxt.web.rpc.session.SessionFields;
import org.torrentxt.web.rpc.torrent.TorrentFields;

/** docs/rpc.md has what the code has. */
class RpcDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z-]+)` \\|");

    private static List<String> rows(String section) throws IOException {
        String page = Files.readString(Path.of("../docs/rpc.md"));
        int start = page.indexOf("\n## " + section + "\n");
        assertThat(start).as(section).isPositive();
        int end = page.indexOf("\n## ", start + 1);
        Matcher rows = ROW.matcher(page.substring(start, end < 0 ? page.length() : end));
        List<String> names = new ArrayList<>();
        while (rows.find()) {
            names.add(rows.group(1));
        }
        return names;
    }

    @Test
    void listsAllMethods() throws IOException {
        assertThat(rows("Methods"))
                .containsExactlyInAnyOrderElementsOf(new Methods("").all().keySet());
    }

    @Test
    void listsAllFieldsOfATorrent() throws IOException {
        assertThat(rows("Fields of a torrent")).containsExactlyInAnyOrderElementsOf(TorrentFields.names());
    }

    @Test
    void listsAllFieldsOfASession() throws IOException {
        List<String> names = new ArrayList<>(SessionFields.names());
        names.add("session-id");
        assertThat(rows("Fields of a session")).containsExactlyInAnyOrderElementsOf(names);
    }
}
