package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.torrentxt.api.Endpoint;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/** A board for processes of one machine: a file for each notice and each member, so that it takes nothing of any line. */
final class FolderBoard implements Board {
    private static final String MEMBERS = "members";

    private final Path folder;
    private final String self;

    /** Has a member join, whose name is that of no other one. */
    FolderBoard(Path folder, String self, InetAddress address) {
        this.folder = folder;
        this.self = self;
        write(MEMBERS, self, address.getHostAddress().getBytes(StandardCharsets.US_ASCII));
    }

    private void write(String kind, String key, byte[] content) {
        try {
            Path there = Files.createDirectories(folder.resolve(kind));
            Path written = Files.write(folder.resolve(kind + "-" + self), content);
            Files.move(written, there.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> read(String kind) {
        Path there = folder.resolve(kind);
        Map<String, byte[]> contents = new HashMap<>();
        if (Files.exists(there)) {
            try (Stream<Path> files = Files.list(there)) {
                for (Path file : files.toList()) {
                    try {
                        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
                    } catch (NoSuchFileException e) {
                        continue; // removed meanwhile
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        read(MEMBERS)
                .forEach((id, address) -> members.add(new Member(
                        id, Endpoint.address(new String(address, StandardCharsets.US_ASCII)), id.equals(self))));
        return members;
    }

    @Override
    public Map<String, byte[]> read(Subject subject, int maxLength) {
        return read(subject.name());
    }

    @Override
    public void post(Subject subject, String key, byte[] notice) {
        write(subject.name(), key, notice);
    }

    @Override
    public void remove(Subject subject, String key) {
        try {
            Files.deleteIfExists(folder.resolve(subject.name()).resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(MEMBERS).resolve(self));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
