# Delays every packet that the kernel puts in queue 0 of this network, then forwards it: python3 -c "$(cat latency.py)" MILLISECONDS
# With 0 it only checks that the kernel has such queues. SIGTERM forwards all delayed packets and ends the program.
# It uses netlink as in <linux/netfilter/nfnetlink_queue.h>. It receives only the packets' numbers, which ascend.
import collections, errno, os, select, signal, socket, struct, sys, time

NETLINK_NETFILTER, SO_RCVBUFFORCE = 12, 33
ERROR, PACKET, CONFIG, VERDICT_BATCH = 2, 0x300, 0x302, 0x303
REQUEST, ACK = 1, 4
BIND, NUMBERS_ALONE, UNCUT, ACCEPT = 1, 1, 4, 1
MOST = 100_000  # Packets in the queue. The default, 1024, would lose packets of a busy node.

netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
# Large enough for what arrives while this process waits for a core; the rest would be lost.
netlink.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)


def send(kind, flags, attributes):
    body = bytes(4)
    for attribute, value in attributes.items():
        body += struct.pack("=HH", 4 + len(value), attribute) + value + bytes(-len(value) % 4)
    netlink.send(struct.pack("=IHHII", 16 + len(body), kind, REQUEST | flags, 0, 0) + body)


def open_queue():
    send(CONFIG, ACK, {
        1: struct.pack("!BBH", BIND, 0, 0),
        2: struct.pack("!IB", 0, NUMBERS_ALONE),
        3: struct.pack("!I", MOST),
        # Which flag, and its value: large packets are not split.
        4: struct.pack("!I", UNCUT),
        5: struct.pack("!I", UNCUT),
    })
    kind, error = struct.unpack_from("=H10xi", netlink.recv(1 << 16), 4)
    if kind != ERROR or error:
        sys.exit("the kernel does not queue packets for programs: " + os.strerror(-error))


def newest(last):
    """The number of the last packet that arrived. The loop is limited, so that a flood does not delay packets that are due."""
    for _ in range(10_000):
        try:
            message = netlink.recv(1 << 16, socket.MSG_DONTWAIT)
        except BlockingIOError:
            break
        except OSError as lost:
            if lost.errno != errno.ENOBUFS:
                raise
            continue
        if struct.unpack_from("=H", message, 4) == (PACKET,):
            last, = struct.unpack_from("!I", message, 24)
    return last


def hand_on(last):
    """Forwards that packet and all before it."""
    send(VERDICT_BATCH, 0, {2: struct.pack("!II", ACCEPT, last)})


def end(*_):
    hand_on(last + MOST)
    sys.exit()


latency = int(sys.argv[1]) / 1000
last = 0
held = collections.deque()
signal.signal(signal.SIGTERM, end)
open_queue()
while latency:
    wait = max(0, held[0][0] - time.monotonic()) if held else None
    if select.select([netlink], [], [], wait)[0]:
        before, last = last, newest(last)
        if last != before:
            held.append((time.monotonic() + latency, last))
    due = None
    while held and held[0][0] <= time.monotonic():
        due = held.popleft()[1]
    if due is not None:
        hand_on(due)
