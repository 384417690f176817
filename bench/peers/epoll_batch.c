/* The limit: what a chat room costs at least. A WebSocket server on one epoll: it reads everything that is ready, and
 * then writes once for each listener, however many messages there were. With the argument `each` it writes once for
 * each listener and message instead. A room is the path. Nothing is stored, nobody is known; a text is passed on as it
 * is written in the JSON it came in. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 4096, LONGEST = 1 << 15, BUFFER = 1 << 18 };

typedef struct { unsigned char *data; size_t size, room; } bytes;
typedef struct connection connection;

typedef struct {
    char *path;
    connection **listeners;
    int n_listeners, room_for, waiting; /* waiting: the batch is not empty */
    bytes batch;                        /* the frames of this round */
} room;

struct connection {
    int fd, place, wants_out;
    room *in;    /* NULL before the handshake */
    bytes rest;  /* half a frame that came */
    bytes out;   /* what the network did not take yet */
};

static int epoll, listening, each;
static room **rooms, **waiting;
static int n_rooms, n_waiting;
static unsigned char buffer[BUFFER];

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void *grown(void *data, size_t size) {
    if (!(data = realloc(data, size))) die("realloc");
    return data;
}

static void append(bytes *to, const void *data, size_t size) {
    if (to->size + size > to->room) to->data = grown(to->data, to->room = 2 * (to->size + size));
    memcpy(to->data + to->size, data, size);
    to->size += size;
}

static void forget(bytes *what) {
    free(what->data);
    *what = (bytes){ 0 };
}

/* ── the handshake ─────────────────────────────────────────────────────────────────────────────────────────── */

static uint32_t rotate(uint32_t word, int by) { return word << by | word >> (32 - by); }

/* Of texts that are short enough for two blocks. */
static void sha1(const char *of, unsigned char digest[20]) {
    uint32_t h[5] = { 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0 };
    unsigned char padded[128] = { 0 };
    size_t size = strlen(of), whole = size + 9 > 64 ? 128 : 64;
    memcpy(padded, of, size);
    padded[size] = 0x80;
    padded[whole - 2] = size * 8 >> 8, padded[whole - 1] = size * 8;
    for (unsigned char *block = padded; block < padded + whole; block += 64) {
        uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        for (int i = 0; i < 16; i++)
            w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
        for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
            uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
            uint32_t next = rotate(a, 5) + f + e + k + w[i];
            e = d, d = c, c = rotate(b, 30), b = a, a = next;
        }
        h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
    }
    for (int i = 0; i < 20; i++) digest[i] = h[i / 4] >> (24 - i % 4 * 8);
}

static void base64(const unsigned char digest[20], char text[29]) {
    const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char padded[21] = { 0 };
    memcpy(padded, digest, 20);
    for (int i = 0; i < 7; i++) {
        uint32_t three = padded[3 * i] << 16 | padded[3 * i + 1] << 8 | padded[3 * i + 2];
        for (int j = 0; j < 4; j++) text[4 * i + j] = letters[three >> (18 - 6 * j) & 63];
    }
    text[27] = '=', text[28] = 0;
}

static room *room_at(const char *path) {
    room *empty = NULL;
    for (int i = 0; i < n_rooms; i++) {
        if (!strcmp(rooms[i]->path, path)) return rooms[i];
        if (!rooms[i]->n_listeners && !rooms[i]->waiting) empty = rooms[i];
    }
    if (!empty) {
        rooms = grown(rooms, (n_rooms + 1) * sizeof *rooms);
        waiting = grown(waiting, (n_rooms + 1) * sizeof *waiting);
        rooms[n_rooms++] = empty = calloc(1, sizeof *empty);
    }
    free(empty->path);
    empty->path = strdup(path);
    return empty;
}

static void enter(connection *one, const char *path) {
    room *in = one->in = room_at(path);
    if (in->n_listeners == in->room_for)
        in->listeners = grown(in->listeners, (in->room_for = 2 * in->room_for + 8) * sizeof *in->listeners);
    one->place = in->n_listeners;
    in->listeners[in->n_listeners++] = one;
}

/* ── writing ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void watch(connection *one, int operation, int out) {
    struct epoll_event event = { .events = EPOLLIN | (out ? EPOLLOUT : 0), .data.ptr = one };
    if (epoll_ctl(epoll, operation, one->fd, &event)) die("epoll_ctl");
    one->wants_out = out;
}

/* A connection that is broken says so when it is read; until then what is written to it is lost. */
static size_t taken(connection *one, const unsigned char *data, size_t size) {
    ssize_t sent = send(one->fd, data, size, MSG_NOSIGNAL);
    return sent >= 0 ? (size_t)sent : errno == EAGAIN || errno == EINTR ? 0 : size;
}

static void put(connection *one, const unsigned char *data, size_t size) {
    size_t sent = one->out.size ? 0 : taken(one, data, size);
    if (sent == size) return;
    append(&one->out, data + sent, size - sent);
    if (!one->wants_out) watch(one, EPOLL_CTL_MOD, 1);
}

static void flush(connection *one) {
    size_t sent = taken(one, one->out.data, one->out.size);
    one->out.size -= sent;
    memmove(one->out.data, one->out.data + sent, one->out.size);
    if (one->out.size) return;
    forget(&one->out);
    watch(one, EPOLL_CTL_MOD, 0);
}

static void tell(room *in) {
    for (int i = 0; i < in->n_listeners; i++) put(in->listeners[i], in->batch.data, in->batch.size);
    in->batch.size = in->waiting = 0;
}

static size_t head(unsigned char *to, int opcode, size_t size) {
    to[0] = 0x80 | opcode;
    if (size < 126) { to[1] = size; return 2; }
    to[1] = 126, to[2] = size >> 8, to[3] = size;
    return 4;
}

/* ── reading ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* {"text":"…"} goes to everybody as {"message":"…","time":"…"}, framed once. */
static int pass_on(room *in, const unsigned char *said, size_t size) {
    static const char before[] = "{\"text\":\"", between[] = "{\"message\":\"";
    size_t start = sizeof before - 1;
    if (size < start + 2 || memcmp(said, before, start) || memcmp(said + size - 2, "\"}", 2)) return 0;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct tm utc;
    char seconds[32], after[64];
    strftime(seconds, sizeof seconds, "%Y-%m-%dT%H:%M:%S", gmtime_r(&now.tv_sec, &utc));
    size_t tail = snprintf(after, sizeof after, "\",\"time\":\"%s.%06ldZ\"}", seconds, now.tv_nsec / 1000);
    size_t text = size - start - 2;
    unsigned char first[4];
    append(&in->batch, first, head(first, 1, sizeof between - 1 + text + tail));
    append(&in->batch, between, sizeof between - 1);
    append(&in->batch, said + start, text);
    append(&in->batch, after, tail);
    if (each) tell(in);
    else if (!in->waiting) in->waiting = 1, waiting[n_waiting++] = in;
    return 1;
}

/* The functions below say how many bytes they used: 0 if there are too few, -1 if the connection is to end. */

static long shake_hands(connection *one, char *data) {
    char *end = strstr(data, "\r\n\r\n"), *key = strcasestr(data, "\r\nSec-WebSocket-Key:");
    char path[256], name[64], proof[29];
    if (!end) return 0;
    if (!key || sscanf(data, "GET %255s HTTP/1.1", path) != 1 || sscanf(key + 20, " %24s", name) != 1) return -1;
    unsigned char digest[20];
    sha1(strcat(name, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"), digest);
    base64(digest, proof);
    char answer[256];
    int size = snprintf(answer, sizeof answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", proof);
    put(one, (unsigned char *)answer, size);
    enter(one, path);
    return end + 4 - data;
}

static long take_frame(connection *one, unsigned char *data, size_t size) {
    if (!one->in) return shake_hands(one, (char *)data);
    if (size < 2) return 0;
    size_t length = data[1] & 127, at = length == 126 ? 4 : 2;
    if (size < at) return 0;
    if (at == 4) length = data[2] << 8 | data[3];
    /* No fragments, nothing unmasked, nothing long: nobody here sends such a thing. */
    if (!(data[0] & 0x80) || !(data[1] & 0x80) || length > LONGEST || (data[1] & 127) == 127) return -1;
    unsigned char *key = data + at, *payload = data + at + 4, first[4 + 125];
    if (size < at + 4 + length) return 0;
    for (size_t i = 0; i < length; i++) payload[i] ^= key[i & 3];
    int opcode = data[0] & 15;
    if (opcode == 1) return pass_on(one->in, payload, length) ? (long)(at + 4 + length) : -1;
    if ((opcode == 8 || opcode == 9) && length <= 125) {
        size_t start = head(first, opcode == 9 ? 10 : 8, length);
        memcpy(first + start, payload, length);
        put(one, first, start + length);
    }
    return opcode == 9 || opcode == 10 ? (long)(at + 4 + length) : -1;
}

static void leave(connection *one) {
    if (one->in) {
        connection *last = one->in->listeners[--one->in->n_listeners];
        one->in->listeners[last->place = one->place] = last;
    }
    close(one->fd);
    forget(&one->rest);
    forget(&one->out);
    free(one);
}

static void hear(connection *one) {
    for (;;) {
        size_t kept = one->rest.size, from = 0;
        if (kept) memcpy(buffer, one->rest.data, kept);
        ssize_t got = recv(one->fd, buffer + kept, BUFFER - 1 - kept, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (got <= 0) { leave(one); return; }
        size_t size = kept + got;
        buffer[size] = 0;
        long used;
        while ((used = take_frame(one, buffer + from, size - from)) > 0) from += used;
        if (used < 0 || size - from > 2 * LONGEST) { leave(one); return; }
        one->rest.size = 0;
        if (size > from) append(&one->rest, buffer + from, size - from);
        else if (one->rest.data) forget(&one->rest);
        if (size < BUFFER - 1) return; /* that was all of it */
    }
}

static void welcome(void) {
    int fd, yes = 1;
    while ((fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        connection *one = calloc(1, sizeof *one);
        if (!one) die("calloc");
        one->fd = fd;
        watch(one, EPOLL_CTL_ADD, 0);
    }
}

static void listen_at_any_port(void) {
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listening < 0 || bind(listening, (struct sockaddr *)&at, size) || listen(listening, 4096)) die("listen");
    getsockname(listening, (struct sockaddr *)&at, &size);
    printf("listening on http://127.0.0.1:%d\n", ntohs(at.sin_port));
    fflush(stdout);
}

int main(int count, char **arguments) {
    static struct epoll_event events[EVENTS];
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) files.rlim_cur = files.rlim_max, setrlimit(RLIMIT_NOFILE, &files);
    each = count > 1 && !strcmp(arguments[1], "each");
    listen_at_any_port();
    struct epoll_event newcomers = { .events = EPOLLIN };
    if ((epoll = epoll_create1(EPOLL_CLOEXEC)) < 0) die("epoll_create1");
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &newcomers)) die("epoll_ctl");
    for (;;) {
        int came = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < came; i++) {
            connection *one = events[i].data.ptr;
            if (!one) { welcome(); continue; }
            if (events[i].events & EPOLLOUT) flush(one);
            if (events[i].events & ~EPOLLOUT) hear(one);
        }
        while (n_waiting) tell(waiting[--n_waiting]);
    }
}
