package org.torrentxt.benchmarks.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** One direction of a line: takes packets from a device and gives them to another, later, or not at all. */
final class Direction {
    private static final int LONGEST_PACKET = 65_536;
    private static final int THOUSAND = 1_000;

    private final Line line;
    private final InputStream from;
    private final OutputStream to;
    private final Random chance;
    private final BlockingQueue<Packet> underWay = new LinkedBlockingQueue<>();

    private record Packet(byte[] content, long arrives) {}

    /**
     * The direction between two devices.
     *
     * @param from each of its reads is one packet
     * @param to takes one packet with each write
     * @param seed of the losses: those are the same packets each time, counted from the start
     */
    Direction(Line line, InputStream from, OutputStream to, long seed) {
        this.line = line;
        this.from = from;
        this.to = to;
        this.chance = new Random(seed);
    }

    void start() {
        startThread("line in", this::take);
        startThread("line out", this::deliver);
    }

    private static void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private void take() {
        byte[] packet = new byte[LONGEST_PACKET];
        long idleFrom = System.nanoTime();
        try {
            for (int length = from.read(packet); length > 0; length = from.read(packet)) {
                long now = System.nanoTime();
                long waits = Math.max(0, idleFrom - now);
                if (waits <= line.queueNanos()) {
                    idleFrom = now + waits + line.nanosFor(length);
                    if (chance.nextInt(THOUSAND) >= line.lostPerThousand()) {
                        underWay.add(new Packet(Arrays.copyOf(packet, length), idleFrom + line.delayNanos()));
                    }
                }
            }
        } catch (IOException e) {
            return; // the device has gone, which is the end
        }
    }

    private void deliver() {
        try {
            while (true) {
                Packet next = underWay.take();
                for (long left = next.arrives() - System.nanoTime();
                        left > 0;
                        left = next.arrives() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                write(next.content());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(byte[] packet) {
        try {
            to.write(packet);
        } catch (IOException e) {
            // lost: the device is not up yet
        }
    }
}
