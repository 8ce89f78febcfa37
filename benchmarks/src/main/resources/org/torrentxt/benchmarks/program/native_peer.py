"""One side of a transfer by libtorrent itself, through its Python binding.

Arguments: the settings (plain or tuned), the side (seed or get), the .torrent file, the folder of the content.

Prints "ready PORT" once it listens and, as a seeder, has checked its content. On "get PORT" from its standard input
it downloads from 127.0.0.1:PORT, and prints "done" once all pieces are verified. Ends with its standard input.
"""

import sys

import libtorrent as lt

MIB = 1024 * 1024
LONGEST_WAIT_MS = 600_000  # whoever started it ends it before

ON_THIS_MACHINE = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    # uTP, which libtorrent prefers, is many times slower on a loopback interface
    "enable_incoming_utp": False,
    "enable_outgoing_utp": False,
    "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
}

TUNED = {
    **lt.high_performance_seed(),
    "max_out_request_queue": 1500,
    "send_buffer_watermark": 8 * MIB,
    "max_queued_disk_bytes": 64 * MIB,
    "send_not_sent_low_watermark": MIB,
    "send_socket_buffer_size": 4 * MIB,
    "recv_socket_buffer_size": 4 * MIB,
}

PROFILES = {"plain": {}, "tuned": TUNED}

ERRORS = (lt.torrent_error_alert, lt.file_error_alert, lt.listen_failed_alert)


def wait_for(session, *wanted):
    """Returns the first alert of one of these classes; any error ends the process."""
    while session.wait_for_alert(LONGEST_WAIT_MS):
        for alert in session.pop_alerts():
            if isinstance(alert, ERRORS):
                sys.exit(alert.message())
            if isinstance(alert, wanted):
                return alert
    sys.exit("no alert came in time")


def add(session, torrent, folder):
    """Adds the torrent, started; what its folder has of it is checked."""
    params = lt.add_torrent_params()
    params.ti = lt.torrent_info(torrent)
    params.save_path = folder
    params.flags &= ~(lt.torrent_flags.paused | lt.torrent_flags.auto_managed)
    params.flags |= lt.torrent_flags.disable_dht | lt.torrent_flags.disable_lsd | lt.torrent_flags.disable_pex
    return session.add_torrent(params)


def main(profile, side, torrent, folder):
    session = lt.session({**PROFILES[profile], **ON_THIS_MACHINE})
    wait_for(session, lt.listen_succeeded_alert)
    if side == "seed":
        add(session, torrent, folder)
        wait_for(session, lt.torrent_finished_alert)
    print("ready", session.listen_port(), flush=True)
    command = sys.stdin.readline().split()
    if command[:1] == ["get"]:
        add(session, torrent, folder).connect_peer(("127.0.0.1", int(command[1])))
        wait_for(session, lt.torrent_finished_alert)
        print("done", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
