// The administration of the village, in memory: enough to look at every page and to try every button.
import type { Act } from "../src/api/audit.ts";
import type { HouseChange, HouseFace } from "../src/api/house.ts";
import type { Invitation, InvitationWish } from "../src/api/invitations.ts";
import type { Profile, Role } from "../src/api/people.ts";
import type { Report } from "../src/api/reports.ts";
import type { RoomFace, RoomKind } from "../src/api/rooms.ts";
import { matching } from "../src/rooms/matching.ts";
import { HOUSE, refusal, type Answers } from "./house.ts";

const DAY = 86_400_000;
const ago = (days: number, hours = 0) => new Date(Date.now() - days * DAY - hours * 3_600_000).toISOString();

const notFound = () => refusal(404, "not_found");
const list = <T extends { name: string }>(all: readonly T[], query: URLSearchParams) =>
  matching(all, query.get("query") ?? "");

export interface VillageHall {
  readonly answers: Answers;
  readonly people: Profile[];
  readonly rooms: RoomFace[];
  readonly invitations: Invitation[];
  readonly reports: Report[];
  readonly acts: Act[];
}

/** `me` is the id of who looks. */
export function villageHall(me: string, ko: boolean): VillageHall {
  const t = (korean: string, english: string) => (ko ? korean : english);
  const person = (id: string, name: string, role: Role, more: Partial<Profile> = {}): Profile => ({
    id,
    name,
    handle: role === "guest" ? null : id,
    role,
    picture: null,
    title: "",
    time_zone: null,
    state: "active",
    joined_at: ago(40),
    ...more,
  });
  const people: Profile[] = [
    person(me, t("박민수", "Minsu Park"), "owner", {
      handle: "minsu",
      title: t("살림지기", "Keeper"),
      joined_at: ago(420),
    }),
    person("jiwoo", t("김지우", "Jiwoo Kim"), "admin", {
      title: t("사무국, 화요일은 쉬어요", "Office, off on Tuesdays"),
      time_zone: "Asia/Seoul",
      joined_at: ago(390),
    }),
    person("haneul", t("이하늘", "Haneul Lee"), "member", {
      title: t("디자인", "Design"),
      joined_at: ago(200),
    }),
    person("marta", "Marta Silva", "guest", { joined_at: ago(3) }),
    person("doyun", t("정도윤", "Doyun Jung"), "member", { joined_at: ago(120) }),
    person("deploys", t("배포 알림", "Deploys"), "bot", { joined_at: ago(90), maker: me }),
    person("seoyeon", t("최서연", "Seoyeon Choi"), "member", { state: "deactivated", joined_at: ago(310) }),
    person("buyer", t("좋은물건", "Great Deals"), "member", { state: "banned", joined_at: ago(8) }),
    ...Array.from({ length: 14 }, (_, at) =>
      person(`neighbour-${at + 1}`, t(`이웃 ${at + 1}`, `Neighbour ${at + 1}`), "member", {
        joined_at: ago(60 - at),
      }),
    ),
  ];
  const room = (id: string, name: string, kind: RoomKind, more: Partial<RoomFace> = {}): RoomFace => ({
    id,
    name,
    topic: "",
    kind,
    temporary: false,
    announcement: false,
    archived: false,
    created_at: ago(100),
    ...more,
  });
  const rooms: RoomFace[] = [
    room("weekly", t("주간회의", "weekly"), "public", { topic: t("월요일 열 시", "Mondays at ten") }),
    room("news", t("공지", "announcements"), "public", { announcement: true }),
    room("design", t("디자인", "design"), "private"),
    room("lunch", t("점심-뭐먹지", "lunch"), "public"),
    room("yard", t("앞마당", "front yard"), "open", { topic: t("누구나 들러요", "Everybody is welcome") }),
    room("books", t("책모임", "book club"), "open"),
    room("spring", t("봄소풍 2026", "spring picnic 2026"), "public", { archived: true }),
  ];
  const invitations: Invitation[] = [
    {
      id: "spring-members",
      role: "member",
      rooms: ["weekly", "lunch"],
      note: t("봄에 새로 온 회원", "New members in spring"),
      by: "jiwoo",
      created_at: ago(2),
      expires_at: ago(-5),
      uses: 10,
      used: 3,
      revoked_at: null,
    },
    {
      id: "guests",
      role: "guest",
      rooms: ["yard"],
      note: "",
      by: me,
      created_at: ago(9),
      expires_at: null,
      uses: null,
      used: 1,
      revoked_at: null,
    },
    {
      id: "old",
      role: "member",
      rooms: [],
      note: t("설명회", "Open evening"),
      by: me,
      created_at: ago(60),
      expires_at: ago(30),
      uses: 100,
      used: 41,
      revoked_at: null,
    },
    {
      id: "gone",
      role: "member",
      rooms: [],
      note: "",
      by: "jiwoo",
      created_at: ago(70),
      expires_at: null,
      uses: 1,
      used: 0,
      revoked_at: ago(69),
    },
  ];
  const reports: Report[] = [
    {
      id: "report-1",
      room: "yard",
      message: "message-1",
      reporter: "haneul",
      reason: t("광고예요. 여러 방에 똑같이 올리고 있어요.", "An advertisement, posted in several rooms."),
      created_at: ago(0, 2),
      closed_at: null,
      outcome: null,
    },
    {
      id: "report-2",
      room: "weekly",
      message: "message-2",
      reporter: "doyun",
      reason: "",
      created_at: ago(1),
      closed_at: null,
      outcome: null,
    },
    {
      id: "report-3",
      room: "yard",
      message: "message-3",
      reporter: "doyun",
      reason: "rude",
      created_at: ago(20),
      closed_at: ago(19),
      outcome: "dismissed",
    },
  ];
  const said: Record<string, { author: string; text: string; created_at: string; deleted: boolean }> = {
    "message-1": {
      author: "buyer",
      text: t(
        "★특가★ 지금 바로 눌러보세요 https://example.com",
        "★DEAL★ Click right now https://example.com",
      ),
      created_at: ago(0, 3),
      deleted: false,
    },
    "message-2": {
      author: "seoyeon",
      text: t("그 얘기는 회의 때 하지 말죠.", "Let us not talk about that in the meeting."),
      created_at: ago(1, 3),
      deleted: false,
    },
    "message-3": { author: "marta", text: "…", created_at: ago(20), deleted: false },
  };
  let line = 400;
  const act = (
    days: number,
    hours: number,
    actor: string,
    action: string,
    subject: string | null,
    more: Partial<Act> = {},
  ): Act => ({
    id: (line -= 1),
    at: ago(days, hours),
    actor,
    action,
    subject,
    room: null,
    about: {},
    ...more,
  });
  const acts: Act[] = [
    act(0, 1, me, "person.banned", "buyer", { about: { purge: true } }),
    act(0, 2, "jiwoo", "message.deleted", "buyer", { room: "yard" }),
    act(1, 0, me, "person.role_changed", "jiwoo", { about: { role: "admin" } }),
    act(1, 3, "jiwoo", "invitation.made", "spring-members", { about: { role: "member" } }),
    act(1, 4, "jiwoo", "person.deactivated", "seoyeon"),
    act(4, 0, me, "room.edited", null, { room: "spring", about: { archived: true } }),
    act(4, 2, me, "person.reset_link", "doyun"),
    act(4, 3, me, "house.changed", null),
    act(9, 0, me, "invitation.made", "guests", { about: { role: "guest" } }),
    act(9, 2, me, "person.erased", "nobody", { about: { messages: 128 } }),
    act(30, 0, me, "bot.made", "deploys"),
    act(420, 0, me, "house.claimed", null),
  ];
  let face: HouseFace = {
    ...HOUSE,
    name: t("새봄협동조합", "Saebom Co-op"),
    welcome: t("새봄협동조합의 마당이에요. 어서 오세요!", "This is the yard of the Saebom Co-op. Welcome!"),
    plain_doors: null,
  };
  const find = (id: string) => people.find((one) => one.id === id);
  const put = (id: string, change: Partial<Profile>) => {
    const at = people.findIndex((one) => one.id === id);
    const before = people[at];
    if (before) people[at] = { ...before, ...change };
    return people[at] ?? notFound();
  };
  const sizes = [34_000_000, 2_100_000, 18_400_000, 7_900_000, 460_000, 90_000, 1_200_000];

  const signedIn = [
    {
      id: "s1",
      kind: "phone",
      agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1",
      address: "198.51.100.23",
      created_at: ago(6),
      seen_at: ago(0, 3),
      current: false,
    },
  ];

  const answers: Answers = {
    "GET /house": () => face,
    "PATCH /house": (body: HouseChange) => (face = { ...face, ...body } as HouseFace),
    "PUT /house/logo": () => void (face = { ...face, logo: "/favicon.svg" }),
    "DELETE /house/logo": () => void (face = { ...face, logo: null }),
    "GET /house/storage": () => ({
      rooms: rooms.map(({ id, name, kind }, at) => ({
        id,
        name: kind === "private" ? "" : name,
        kind,
        messages: (sizes[at] ?? 0) / 400,
        bytes: sizes[at],
      })),
    }),
    "GET /people": (_: unknown, __: string, query: URLSearchParams) => {
      const found = list(people, query);
      const from = Number(query.get("after") ?? 0);
      const next = from + 12 < found.length ? String(from + 12) : null;
      return { people: found.slice(from, from + 12), next };
    },
    "GET /people/*": (_: unknown, id: string) => find(id) ?? notFound(),
    "PATCH /people/*": (body: Partial<Profile>, id: string) => put(id, body),
    "PUT /people/*/ban": (_: unknown, id: string) => void put(id, { state: "banned" }),
    "DELETE /people/*/ban": (_: unknown, id: string) => void put(id, { state: "active" }),
    "DELETE /people/*": (_: unknown, id: string) => {
      put(id, { state: "erased", name: t("지워진 사람", "Erased person"), handle: null });
      return { messages: 128, rooms: 3, sessions: 2, picture: true };
    },
    "POST /people/*/reset-link": () => ({ url: "/reset#kN3dR9wqPz0yVt7LmXc2Fg", expires_at: ago(-1) }),
    "GET /people/*/sessions": () => ({ sessions: signedIn }),
    "DELETE /people/*/sessions": () => void (signedIn.length = 0),
    "POST /people/bots": ({ name, handle }: { name: string; handle: string }) => {
      if (people.some((one) => one.handle === handle)) return refusal(409, "handle_taken");
      const bot = person(handle, name, "bot", { joined_at: ago(0), maker: me });
      people.push(bot);
      return bot;
    },
    "GET /rooms": (_: unknown, __: string, query: URLSearchParams) => ({
      rooms: list(rooms, query).map((one) => ({ room: one, seq: 12, rev: 12, mine: null })),
      next: null,
    }),
    "GET /rooms/*": (_: unknown, id: string) => {
      const found = rooms.find((one) => one.id === id);
      return found ? { room: found, seq: 12, rev: 12, mine: null } : notFound();
    },
    "PATCH /rooms/*": (body: Partial<RoomFace>, id: string) => {
      const at = rooms.findIndex((one) => one.id === id);
      const before = rooms[at];
      if (!before) return notFound();
      rooms[at] = { ...before, ...body };
      return rooms[at];
    },
    "GET /invitations": () => ({ invitations }),
    "POST /invitations": (wish: InvitationWish) => {
      const made: Invitation = {
        ...wish,
        id: `made-${invitations.length}`,
        by: me,
        created_at: ago(0),
        expires_at: wish.expires_in === null ? null : ago(-wish.expires_in / 86_400),
        used: 0,
        revoked_at: null,
      };
      invitations.push(made);
      return { ...made, url: "/join#pW8sKq2ZrT5vYb0NfLx7Hd" };
    },
    "DELETE /invitations/*": (_: unknown, id: string) => {
      const at = invitations.findIndex((one) => one.id === id);
      const before = invitations[at];
      if (before) invitations[at] = { ...before, revoked_at: ago(0) };
    },
    "GET /invitations/*/uses": (_: unknown, id: string) => ({
      uses:
        id === "spring-members"
          ? ["neighbour-12", "neighbour-13", "neighbour-14"].map((one, at) => ({
              person: one,
              at: ago(1, at),
            }))
          : id === "guests"
            ? [{ person: "marta", at: ago(3) }]
            : [],
    }),
    "GET /reports": (_: unknown, __: string, query: URLSearchParams) => ({
      reports: reports.filter(({ outcome }) => (outcome === null) === (query.get("open") === "true")),
      messages: Object.entries(said).map(([id, message]) => ({ ...message, id })),
      people,
      rooms,
    }),
    "PATCH /reports/*": (body: Partial<Report>, id: string) => {
      const at = reports.findIndex((one) => one.id === id);
      const before = reports[at];
      if (!before) return notFound();
      reports[at] = { ...before, ...body, closed_at: ago(0) };
      const message = said[before.message];
      if (message && body.outcome === "deleted")
        said[before.message] = { ...message, text: "", deleted: true };
      return undefined;
    },
    "GET /audit": (_: unknown, __: string, query: URLSearchParams) => ({
      acts: acts.filter(({ action }) => action === (query.get("action") ?? action)),
    }),
  };
  return { answers, people, rooms, invitations, reports, acts };
}
