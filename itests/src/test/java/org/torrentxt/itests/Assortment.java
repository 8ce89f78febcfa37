package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;

/** Torrents of many kinds in one session: added and read by console commands, as their Karaf may be another one. */
final class Assortment {
    /** A console. */
    @FunctionalInterface
    interface Console {
        /** The output of the command. */
        String enter(String command) throws Exception;
    }

    // Of the others, some change without anybody doing anything.
    private static final List<String> LASTING = List.of(
            "id",
            "name",
            "savePath",
            "infoHashV1",
            "infoHashV2",
            "piecesDone",
            "totalSize",
            "totalDone",
            "allTimeDownload",
            "allTimeUpload",
            "hasMetadata",
            "isFinished",
            "isSeeding",
            "isPaused",
            "error",
            "addedTime",
            "completedTime",
            "queuePosition",
            "flags");

    private static final int SIZE_OF_B = 200_000;

    private final Console console;
    private final String session;
    private final Swarm swarm;

    /**
     * Torrents that are to be added.
     *
     * @param console of the Karaf with the session
     * @param session the name of the session
     * @param swarm for the content
     */
    Assortment(Console console, String session, Swarm swarm) {
        this.console = console;
        this.session = session;
        this.swarm = swarm;
    }

    /**
     * Adds the torrents, and waits until each is what it is meant to be.
     *
     * @param source a session of this Karaf to download from
     */
    void add(TorrentSession source) throws Exception {
        String peer = " --peer " + Swarm.endpoint(source) + " ";
        CreatedTorrent seeding = create("seeding");
        int id = add("--seed --started --up 500KiB --path " + seeding.savePath(), seeding);
        awaitThat(id, "isSeeding", "true");
        enter("torrent:rename", id + " 0 seeding/renamed.bin");

        CreatedTorrent paused = create("paused");
        add("--seed --paused --web-seed http://192.0.2.1/files/ --path " + paused.savePath(), paused);

        CreatedTorrent part = create("part");
        Swarm.seed(source, part);
        Path copies = swarm.folder("copies of " + session);
        int ofPart = add("--skip 0 --started --path '" + copies + "'" + peer, part);
        awaitThat(ofPart, "isFinished", "true");
        // counted once a second
        await(ofPart, "allTimeDownload", bytes -> Long.parseLong(bytes) >= SIZE_OF_B);
        Await.until(
                "bytes sent", () -> source.statuses().stream().anyMatch(status -> status.allTimeUpload() >= SIZE_OF_B));

        CreatedTorrent broken = create("broken");
        Swarm.seed(source, broken);
        Files.writeString(Files.createDirectories(copies).resolve("broken"), "in the way");
        int ofBroken = add("--started --path '" + copies + "'" + peer, broken);
        await(ofBroken, "error", error -> !error.isEmpty());

        add("--paused --down 2MiB --connections 7 --uploads 3 --name 'not yet known'"
                + " --tracker http://192.0.2.1/announce,http://127.0.0.1:9/announce 'magnet:?xt=urn:btih:"
                + "ab".repeat(20) + "'");
        add("--sequential " + "cd".repeat(20));
        int last = add("--flags disable_pex " + "ef".repeat(20));
        enter("torrent:queue", "--to top", last);
    }

    private CreatedTorrent create(String name) throws Exception {
        Path content =
                Content.write(swarm.folder(session).resolve(name), Map.of("a.bin", 300_000, "folder/b.bin", SIZE_OF_B));
        CreatedTorrent created = swarm.create(content, TorrentFormat.HYBRID);
        Files.write(file(created), created.content());
        return created;
    }

    private Path file(CreatedTorrent created) {
        return swarm.folder(created.name() + ".torrent");
    }

    private int add(String options, CreatedTorrent created) throws Exception {
        return add(options + " '" + file(created) + "'");
    }

    /** Adds one more. Its id. */
    int add(String arguments) throws Exception {
        return parse(enter("torrent:add", "--json " + arguments))
                .getAsJsonObject()
                .get("id")
                .getAsInt();
    }

    private String enter(String command, String options, int id) throws Exception {
        return enter(command, options + " " + id);
    }

    private String enter(String command, String arguments) throws Exception {
        return console.enter(command + " --session " + session + " " + arguments);
    }

    private static JsonElement parse(String output) {
        return JsonParser.parseString(output);
    }

    private void awaitThat(int id, String key, String value) throws Exception {
        await(id, key, value::equals);
    }

    private void await(int id, String key, Predicate<String> condition) throws Exception {
        Await.until(
                key + " of torrent " + id,
                () -> condition.test(info(id).get(key).getAsString()));
    }

    private JsonObject info(int id) throws Exception {
        return parse(enter("torrent:info", "--json", id)).getAsJsonObject();
    }

    /** The ids of all torrents of the session. */
    List<Integer> ids() throws Exception {
        List<Integer> ids = new ArrayList<>();
        for (JsonElement row : parse(enter("torrent:list", "--json")).getAsJsonArray()) {
            ids.add(row.getAsJsonObject().get("id").getAsInt());
        }
        return ids;
    }

    /** Waits until the torrent is connected with peers that it is given; one that is checked is not. */
    void awaitDownloading(int id) throws Exception {
        awaitThat(id, "state", "downloading");
    }

    /** Everything of all torrents that must remain, by id and then by what it is. */
    Map<Integer, Map<String, String>> state() throws Exception {
        return state(ids());
    }

    private Map<Integer, Map<String, String>> state(Collection<Integer> ids) throws Exception {
        Map<Integer, Map<String, String>> all = new TreeMap<>();
        for (int id : ids) {
            Map<String, String> state = new TreeMap<>();
            JsonObject info = info(id);
            LASTING.forEach(key -> state.put(key, info.get(key).toString()));
            if (state.get("flags").contains("auto_managed")) { // the queue decides
                state.remove("isPaused");
                state.computeIfPresent("flags", (key, flags) -> flags.replace(",\"paused\"", ""));
            }
            // The engine's clock may be milliseconds behind that of Java; when it loads a torrent, it corrects that.
            state.computeIfPresent("completedTime", (key, time) -> latest(time, state.get("addedTime")));
            state.put("trackers", column(info.getAsJsonArray("trackers"), "tier", "url"));
            state.put("limits", enter("torrent:limit", "--json", id).strip());
            state.put("web seeds", enter("torrent:web-seeds", "--json", id).strip());
            if (info.get("hasMetadata").getAsBoolean()) {
                JsonArray files = parse(enter("torrent:files", "--json", id)).getAsJsonArray();
                state.put("files", column(files, "path", "size", "priority", "progress"));
            }
            all.put(id, state);
        }
        return all;
    }

    private static String latest(String time, String other) {
        return time.equals("null") || Long.parseLong(time) >= Long.parseLong(other) ? time : other;
    }

    private static String column(JsonArray rows, String... keys) {
        List<String> values = new ArrayList<>();
        for (JsonElement row : rows) {
            for (String key : keys) {
                values.add(row.getAsJsonObject().get(key).toString());
            }
        }
        return values.toString();
    }

    /** Waits until these torrents are what they were: some are being checked at first. */
    void awaitState(Map<Integer, Map<String, String>> wanted) throws Exception {
        long deadline = System.nanoTime() + Await.PATIENCE.toNanos();
        Map<Integer, Map<String, String>> now = state(wanted.keySet());
        while (!now.equals(wanted) && System.nanoTime() < deadline) {
            now = state(wanted.keySet());
        }
        assertThat(now).isEqualTo(wanted);
    }
}
