/* The load client: many WebSocket connections, one thread, one epoll. It reads a plan (bench/load.py says how it looks)
 * from standard input and writes a report, one JSON object, to standard output.
 *
 * It must never be what is measured: frames are recognised by their first bytes, the only thing looked for inside is
 * the number of the message (`#` and eight digits), and its own share of the processor stands in the report. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS = 1024 * 32, PATTERNS = 16, COUNTS = 4, PATIENCE = 10, FROM_ONE_ADDRESS = 4000 };
enum state { IDLE, SHAKING, WAITING, READY };

typedef struct { char *data; size_t size; } text;

typedef struct {
    int fd, group;
    enum state state;
    int hears, probed, in_flight, wants_out;
    int due[1 + COUNTS];        /* how many frames must still come: that say it is ready, and of each counted kind */
    double ready_at;
    uint64_t order;             /* a hash over the numbers heard, in their order */
    uint32_t heard, last;
    char *path, *protocol;
    text hello, frame;          /* frame: what a sender says, with places for the id and the number */
    size_t id_at, number_at;
    unsigned char *rest, *out;  /* half a frame that came; what the network did not take yet */
    size_t rest_size, out_size;
} line;

typedef struct { double at; int32_t missing, sender; char probe, answered; } message;
typedef struct { int listeners, senders; uint32_t sent; } group;
typedef struct { int window; double seconds, rate; int by_answer; } phase;

static char host[64] = "127.0.0.1";
static int port, server_pid, epoll, opening_at_once = 64;
static double settle = 0.3, hold;
static text delivery, done, ready, counts[COUNTS], troubles[PATTERNS], asks[PATTERNS], replies[PATTERNS];
static int n_counts, n_troubles, n_asks;
static line *lines;
static int n_lines, opened, opening, readied;
static int *senders, n_senders;
static group *groups;
static int n_groups;
static message *messages;
static uint32_t n_messages, room_for;
static phase phases[64];
static int n_phases;
static long undelivered, unanswered;   /* what the present phase still waits for */
static double last_at, last_progress;
static int by_answer;
static uint32_t histogram[SLOTS];
static uint64_t counted;
static double slowest;
static char problem[400];
static unsigned char buffer[1 << 19];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void complain(const char *format, ...) {
    if (*problem) return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem, sizeof problem, format, arguments);
    va_end(arguments);
    for (char *c = problem; *c; c++)
        if (*c == '"' || *c == '\\' || (unsigned char)*c < 32) *c = '\'';
}

static void die(const char *what) {
    fprintf(stderr, "load: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
    exit(1);
}

static int begins(const unsigned char *data, size_t size, text with) {
    return with.size && size >= with.size && !memcmp(data, with.data, with.size);
}

/* ── the plan ──────────────────────────────────────────────────────────────────────────────────────────────── */

static text keep(const char *from) {
    text kept = { strdup(from ? from : ""), from ? strlen(from) : 0 };
    return kept;
}

static size_t place(text *frame, const char *mark, size_t width) {
    char *found = strstr(frame->data, mark);
    if (!found) return SIZE_MAX;
    size_t at = found - frame->data, after = strlen(mark);
    char *grown = malloc(frame->size - after + width + 1);
    memcpy(grown, frame->data, at);
    memset(grown + at, '0', width);
    strcpy(grown + at + width, found + after);
    frame->data = grown;
    frame->size = frame->size - after + width;
    return at;
}

static void plan_line(char *fields, int hears, int sends) {
    char *group_text = strsep(&fields, "\t"), *path = strsep(&fields, "\t"), *protocol = strsep(&fields, "\t");
    lines = realloc(lines, (n_lines + 1) * sizeof *lines);
    line *new = memset(&lines[n_lines++], 0, sizeof *lines);
    new->group = atoi(group_text);
    new->hears = hears;
    new->path = strdup(path);
    new->protocol = strdup(protocol ? protocol : "");
    new->hello = keep(strsep(&fields, "\t"));
    new->frame = keep(strsep(&fields, "\t"));
    new->due[0] = 1;
    for (int i = 0; i <= COUNTS && fields && *fields; i++) new->due[i] = strtol(fields, &fields, 10);
    while (n_groups <= new->group) {
        groups = realloc(groups, (n_groups + 1) * sizeof *groups);
        memset(&groups[n_groups++], 0, sizeof *groups);
    }
    groups[new->group].listeners += hears;
    groups[new->group].senders += sends;
    if (!sends) return;
    senders = realloc(senders, (n_senders + 1) * sizeof *senders);
    senders[n_senders++] = n_lines - 1;
    new->number_at = place(&new->frame, "@NUMBER@", 8);
    new->id_at = place(&new->frame, "@ID@", 8); /* comes first in the frame, or not at all */
    if (new->id_at != SIZE_MAX && new->id_at < new->number_at) new->number_at += 8 - 4;
    if (new->number_at == SIZE_MAX) die("a sender's frame has no @NUMBER@");
}

static void read_plan(void) {
    char *row = NULL;
    size_t room = 0;
    ssize_t size;
    while ((size = getline(&row, &room, stdin)) > 0) {
        if (row[size - 1] == '\n') row[size - 1] = 0;
        char *value = row, *key = strsep(&value, " ");
        if (!value) value = "";
        if (!strcmp(key, "host")) snprintf(host, sizeof host, "%s", value);
        else if (!strcmp(key, "port")) port = atoi(value);
        else if (!strcmp(key, "server")) server_pid = atoi(value);
        else if (!strcmp(key, "settle")) settle = atof(value);
        else if (!strcmp(key, "hold")) hold = atof(value);
        else if (!strcmp(key, "opening")) opening_at_once = atoi(value);
        else if (!strcmp(key, "delivery")) delivery = keep(value);
        else if (!strcmp(key, "done")) done = keep(value);
        else if (!strcmp(key, "ready")) ready = keep(value);
        else if (!strcmp(key, "count") && n_counts < COUNTS) counts[n_counts++] = keep(value);
        else if (!strcmp(key, "trouble") && n_troubles < PATTERNS) troubles[n_troubles++] = keep(value);
        else if (!strcmp(key, "reply") && n_asks < PATTERNS) {
            asks[n_asks] = keep(strsep(&value, "\t"));
            replies[n_asks++] = keep(value);
        }
        else if (!strcmp(key, "listen")) plan_line(value, 1, 0);
        else if (!strcmp(key, "send")) plan_line(value, 0, 1);
        else if (!strcmp(key, "both")) plan_line(value, 1, 1);
        else if (!strcmp(key, "phase") && n_phases < 64) {
            phase *new = &phases[n_phases++];
            if (sscanf(value, "%d %lf %lf %d", &new->window, &new->seconds, &new->rate, &new->by_answer) != 4)
                die("a phase that cannot be read");
        }
        else die("a line of the plan that cannot be read");
    }
    free(row);
}

/* ── writing ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void watch(line *one, int operation, int out) {
    struct epoll_event event = { .events = EPOLLIN | (out ? EPOLLOUT : 0), .data.ptr = one };
    if (epoll_ctl(epoll, operation, one->fd, &event)) die("epoll_ctl");
    one->wants_out = out;
}

static void flush_line(line *one) {
    ssize_t sent = one->out_size ? send(one->fd, one->out, one->out_size, MSG_NOSIGNAL) : 0;
    if (sent < 0) sent = 0; /* what is wrong shows when reading */
    one->out_size -= sent;
    memmove(one->out, one->out + sent, one->out_size);
    if (one->wants_out != (one->out_size > 0)) watch(one, EPOLL_CTL_MOD, one->out_size > 0);
}

/* Frames of a client are masked; the key is zero, which servers undo like any other. */
static void put_frame(line *one, int opcode, const char *data, size_t size) {
    unsigned char head[8] = { 0x80 | opcode };
    size_t head_size = 2;
    if (size < 126) head[1] = 0x80 | size;
    else head[1] = 0x80 | 126, head[2] = size >> 8, head[3] = size, head_size = 4;
    one->out = realloc(one->out, one->out_size + head_size + 4 + size);
    memcpy(one->out + one->out_size, head, head_size);
    memset(one->out + one->out_size + head_size, 0, 4);
    memcpy(one->out + one->out_size + head_size + 4, data, size);
    one->out_size += head_size + 4 + size;
}

static void say(line *one, double at, int probe) {
    if (n_messages == room_for) messages = realloc(messages, (room_for += 65536) * sizeof *messages);
    uint32_t number = n_messages++;
    int listeners = groups[one->group].listeners;
    messages[number] = (message){ at, listeners, one - lines, probe, 0 };
    char digits[16];
    snprintf(digits, sizeof digits, "%08u", number % 100000000);
    memcpy(one->frame.data + one->number_at, digits, 8);
    if (one->id_at != SIZE_MAX) {
        snprintf(digits, sizeof digits, "%08x", number);
        memcpy(one->frame.data + one->id_at, digits, 8);
    }
    put_frame(one, 1, one->frame.data, one->frame.size);
    if (probe) return;
    groups[one->group].sent++;
    one->in_flight++;
    undelivered += listeners;
    if (done.size) unanswered++;
}

/* ── reading ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void note(double latency) {
    uint64_t us = latency > 0 ? latency * 1e6 : 0;
    int shift = 0;
    while ((us >> shift) >= 2048) shift++;
    uint64_t slot = shift * 1024 + (us >> shift);
    histogram[slot < SLOTS ? slot : SLOTS - 1]++;
    counted++;
    if (latency > slowest) slowest = latency;
}

static double percentile(double share) {
    uint64_t left = counted * share;
    for (int slot = 0; slot < SLOTS; slot++) {
        if (left < histogram[slot]) {
            int shift = slot < 2048 ? 0 : slot / 1024 - 1;
            return (double)((uint64_t)(slot - shift * 1024) << shift) / 1000;
        }
        left -= histogram[slot];
    }
    return slowest * 1000;
}

static void hear_message(line *one, const unsigned char *data, size_t size, double at) {
    if (!one->hears) return;
    const unsigned char *mark = memchr(data, '#', size);
    uint32_t number = 0;
    if (mark && data + size - mark > 8)
        for (int i = 1; i <= 8; i++) number = number * 10 + mark[i] - '0';
    if (!mark || number >= n_messages) { complain("a message that nobody sent: %.80s", data); return; }
    message *heard = &messages[number];
    if (heard->probe) { one->probed = 1; return; }
    if (heard->missing-- <= 0) complain("message %u came more often than there are listeners", number);
    if (groups[one->group].senders == 1 && one->heard && number <= one->last)
        complain("message %u came after %u", number, one->last);
    one->last = number;
    one->heard++;
    one->order = (one->order ^ number) * 0x9E3779B97F4A7C15u + 1;
    undelivered--;
    last_at = last_progress = at;
    if (by_answer) return;
    note(at - heard->at);
    if (!heard->missing) lines[heard->sender].in_flight--;
}

static void hear_answer(const unsigned char *data, size_t size, double at) {
    char digits[9] = "";
    if (size >= done.size + 36) memcpy(digits, data + done.size, 8);
    uint32_t number = strtoul(digits, NULL, 16);
    if (number >= n_messages || messages[number].answered) { complain("an answer to nothing: %.80s", data); return; }
    messages[number].answered = 1;
    if (messages[number].probe) return;
    unanswered--;
    last_progress = at;
    if (!by_answer) return;
    last_at = at;
    note(at - messages[number].at);
    lines[messages[number].sender].in_flight--;
}

static void turn_ready(line *one, double at) {
    one->state = READY;
    one->ready_at = at;
    readied++, opening--;
    for (int i = 0, lacking; i < n_counts; i++)
        if ((lacking = one->due[1 + i]) > 0)
            complain("a connection was ready and lacked %d frames %s", lacking, counts[i].data);
}

static void hear(line *one, int opcode, const unsigned char *data, size_t size, double at) {
    if (opcode == 9) { put_frame(one, 10, (const char *)data, size); flush_line(one); return; }
    if (opcode == 8) { complain("a connection was closed with %d", size > 1 ? data[0] << 8 | data[1] : 0); return; }
    if (begins(data, size, delivery)) { hear_message(one, data, size, at); return; }
    if (begins(data, size, done)) { hear_answer(data, size, at); return; }
    for (int i = 0; i < n_counts; i++)
        if (begins(data, size, counts[i]) && --one->due[1 + i] < 0) complain("too many frames %s", counts[i].data);
    if (one->state == WAITING && begins(data, size, ready) && --one->due[0] <= 0) turn_ready(one, at);
    for (int i = 0; i < n_asks; i++)
        if (begins(data, size, asks[i])) { put_frame(one, 1, replies[i].data, replies[i].size); flush_line(one); }
    for (int i = 0; i < n_troubles; i++)
        if (begins(data, size, troubles[i])) complain("%.*s", (int)(size < 200 ? size : 200), data);
}

/* The server may put several objects into one frame, as an array. */
static void hear_frame(line *one, int opcode, unsigned char *data, size_t size, double at) {
    if (opcode != 1 || size < 2 || data[0] != '[' || data[1] != '{') { hear(one, opcode, data, size, at); return; }
    unsigned char *end = data + size, *from = data + 1;
    while (from < end) {
        unsigned char *next = memmem(from, end - from, "},{", 3);
        unsigned char *to = next ? next + 1 : end - 1;
        hear(one, opcode, from, to - from, at);
        from = next ? next + 2 : end;
    }
}

static size_t shake_hands(line *one, unsigned char *data, size_t size, double at) {
    unsigned char *end = memmem(data, size, "\r\n\r\n", 4);
    if (!end) return 0;
    if (size < 12 || memcmp(data + 9, "101", 3)) { complain("the upgrade was refused: %.60s", data); return size; }
    one->state = WAITING;
    if (one->hello.size) { put_frame(one, 1, one->hello.data, one->hello.size); flush_line(one); }
    if (!ready.size) turn_ready(one, at);
    return end + 4 - data;
}

static size_t take_frame(line *one, unsigned char *data, size_t size, double at) {
    if (one->state == SHAKING) return shake_hands(one, data, size, at);
    if (size < 2) return 0;
    size_t head = 2, length = data[1] & 127;
    if (length == 126) {
        if (size < 4) return 0;
        length = data[2] << 8 | data[3], head = 4;
    } else if (length == 127) {
        if (size < 10) return 0;
        length = 0;
        for (int i = 2; i < 10; i++) length = length << 8 | data[i];
        head = 10;
    }
    if (size < head + length) return 0;
    hear_frame(one, data[0] & 15, data + head, length, at);
    return head + length;
}

static void read_line(line *one) {
    memcpy(buffer, one->rest, one->rest_size);
    ssize_t got = recv(one->fd, buffer + one->rest_size, sizeof buffer - 1 - one->rest_size, 0);
    if (got <= 0) {
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        complain("a connection was lost in state %d", one->state);
        epoll_ctl(epoll, EPOLL_CTL_DEL, one->fd, NULL);
        return;
    }
    double at = now();
    size_t size = one->rest_size + got, from = 0, taken;
    buffer[size] = 0;
    while ((taken = take_frame(one, buffer + from, size - from, at))) from += taken;
    one->rest_size = size - from;
    if (one->rest_size) {
        one->rest = realloc(one->rest, one->rest_size);
        memcpy(one->rest, buffer + from, one->rest_size);
    }
}

/* Handles what has come; true if anything has. */
static int turn(int milliseconds) {
    struct epoll_event events[512];
    int came = epoll_wait(epoll, events, 512, milliseconds);
    for (int i = 0; i < came; i++) {
        line *one = events[i].data.ptr;
        if (events[i].events & EPOLLOUT) flush_line(one);
        if (events[i].events & ~EPOLLOUT) read_line(one);
    }
    return came > 0;
}

/* ── the run ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* The system looks for a free port one by one, which with many taken is slower than all the rest: every few thousand
 * connections come from another address of the loopback. Where that cannot be, they come from the usual one. */
static void spread_out(line *one) {
    struct sockaddr_in from = { .sin_family = AF_INET };
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + (one - lines) / FROM_ONE_ADDRESS);
    int yes = 1;
    setsockopt(one->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(one->fd, (struct sockaddr *)&from, sizeof from)) errno = 0;
}

/* Nothing waits here: the request goes out when the network says that the connection is there. */
static void open_line(line *one) {
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port) };
    inet_pton(AF_INET, host, &to.sin_addr);
    one->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (one->fd < 0) die("socket");
    if (!strcmp(host, "127.0.0.1")) spread_out(one);
    if (connect(one->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) die("connect");
    int yes = 1;
    setsockopt(one->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    char *request;
    int size = asprintf(&request,
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: bWFkYW5nIG1lYXN1cmVzIQ==\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
        one->path, host, port, *one->protocol ? "Sec-WebSocket-Protocol: " : "", one->protocol,
        *one->protocol ? "\r\n" : "");
    if (size < 0) die("asprintf");
    one->out = (unsigned char *)request, one->out_size = size;
    watch(one, EPOLL_CTL_ADD, 1);
    one->state = SHAKING;
}

static void open_all(double started) {
    double patience = started + 60 + n_lines / 200.0;
    while (readied < n_lines && !*problem) {
        while (opened < n_lines && opening < opening_at_once) open_line(&lines[opened++]), opening++;
        turn(100);
        if (now() > patience) complain("only %d of %d connections were ready in time", readied, n_lines);
    }
}

static int by_value(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static void print_connected(double started, double took) {
    double *times = malloc((n_lines + 1) * sizeof *times);
    for (int i = 0; i < n_lines; i++) times[i] = lines[i].state == READY ? (lines[i].ready_at - started) * 1000 : 0;
    qsort(times, n_lines, sizeof *times, by_value);
    times[n_lines] = 0; /* for a plan without connections */
    printf("{\"connections\": %d, \"connect_seconds\": %.3f, \"ready_p50_ms\": %.3f, \"ready_p99_ms\": %.3f, "
           "\"ready_max_ms\": %.3f, ", n_lines, took, times[n_lines / 2], times[(int)(n_lines * 0.99)],
           times[n_lines ? n_lines - 1 : 0]);
    free(times);
}

static int all_probed(void) {
    for (int i = 0; i < n_lines; i++)
        if (lines[i].hears && !lines[i].probed) return 0;
    return 1;
}

/* Before anything is measured, everybody has heard something and the server has become quiet. Where there is no frame
 * that says so, a connection may be let into its room long after the upgrade; asking is not to be the load meanwhile. */
static void warm_up(void) {
    double until = now() + 30 + n_lines / 200.0, again = 0, pause = 1, quiet;
    while (n_phases && !all_probed() && !*problem) {
        if (now() > until) complain("not everybody hears the room");
        if (now() >= again) {
            for (int i = 0; i < n_lines; i++)
                if (lines[i].frame.size) { say(&lines[i], now(), 1); flush_line(&lines[i]); }
            again = now() + pause, pause *= 2;
        }
        turn(20);
    }
    for (quiet = now(), until = quiet + 10; now() - quiet < settle && now() < until && !*problem;)
        if (turn(10)) quiet = now();
}

static double processor(clockid_t clock) {
    struct timespec t;
    return clock_gettime(clock, &t) ? 0 : t.tv_sec + t.tv_nsec / 1e9;
}

static double server_seconds(void) {
    clockid_t clock;
    return server_pid && !clock_getcpuclockid(server_pid, &clock) ? processor(clock) : 0;
}

/* Every sender says what its window or the clock allows; the frames of one go out in one write. */
static void speak(const phase *run, double started, uint64_t *said) {
    if (run->rate > 0) {
        for (double due; (due = started + *said / run->rate) <= now();) {
            line *one = &lines[senders[(*said)++ % n_senders]];
            say(one, due, 0); /* late is late, whoever is to blame */
            flush_line(one);
        }
        return;
    }
    for (int i = 0; i < n_senders; i++) {
        line *one = &lines[senders[i]];
        if (one->in_flight >= run->window) continue;
        double at = now();
        while (one->in_flight < run->window) say(one, at, 0), ++*said;
        flush_line(one);
    }
}

static int short_of_something(void) {
    int found = 0;
    for (int i = 0; i < n_lines; i++)
        found += lines[i].hears && lines[i].heard != groups[lines[i].group].sent;
    return found;
}

static void compare_orders(void) {
    for (int i = 0; i < n_lines; i++)
        for (int j = i + 1; lines[i].hears && j < n_lines; j++)
            if (lines[j].hears && lines[j].group == lines[i].group) {
                if (lines[i].order != lines[j].order) complain("two listeners heard different orders");
                break; /* equal to the next one of the group, and so on */
            }
}

static void measure(const phase *run) {
    memset(histogram, 0, sizeof histogram);
    counted = slowest = 0;
    by_answer = run->by_answer;
    uint64_t said = 0;
    double mine = processor(CLOCK_PROCESS_CPUTIME_ID), its = server_seconds(), started = now();
    last_at = last_progress = started;
    while (now() - started < run->seconds && !*problem) {
        speak(run, started, &said);
        turn(run->rate > 0 ? 1 : 100);
        if (run->rate <= 0 && now() - last_progress > PATIENCE) break;
    }
    while ((undelivered > 0 || unanswered > 0) && !*problem && now() - last_progress < PATIENCE) turn(100);
    double took = last_at - started;
    if (run->rate > 0 && took < run->seconds) took = run->seconds;
    mine = processor(CLOCK_PROCESS_CPUTIME_ID) - mine, its = server_seconds() - its;
    int lacking = short_of_something();
    if (lacking) complain("%d listeners are short of a message", lacking);
    if (unanswered > 0) complain("%ld messages were not answered", unanswered);
    compare_orders();
    printf("{\"window\": %d, \"rate\": %g, \"seconds\": %.6f, \"messages\": %llu, \"deliveries\": %llu, "
           "\"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, \"client_seconds\": %.6f, "
           "\"server_seconds\": %.6f}", run->window, run->rate, took, (unsigned long long)said,
           (unsigned long long)counted, percentile(0.5), percentile(0.99),
           slowest * 1000, mine, its);
}

int main(void) {
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) files.rlim_cur = files.rlim_max, setrlimit(RLIMIT_NOFILE, &files);
    read_plan();
    if ((epoll = epoll_create1(EPOLL_CLOEXEC)) < 0) die("epoll_create1");
    double started = now();
    open_all(started);
    double connected = now() - started;
    if (!*problem) warm_up();
    print_connected(started, connected);
    printf("\"phases\": [");
    for (int i = 0; i < n_phases && !*problem; i++) {
        if (i) printf(", ");
        measure(&phases[i]);
    }
    printf("], \"problem\": \"%s\"}\n", problem);
    fflush(stdout);
    for (double until = now() + hold; now() < until;) turn(100); /* only held open, for whoever looks at the server */
    return 0;
}
