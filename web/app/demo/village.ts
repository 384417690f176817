// A small village in the test server of @madang/client, to look at screens without a server.
import { TestServer, type TestClock } from "@madang/client/testing";

const HOUR = 3_600_000;

export interface Village {
  server: TestServer;
  /** Lets the people of the village go on talking. */
  live: () => void;
}

/** `read`: up to where I had read the weekly room; without it nearly to the end. */
export function village(ko: boolean, read: number | null = null): Village {
  let shift = -30 * HOUR;
  const clock = villageClock(() => shift);
  const server = new TestServer(clock);
  const say = (name: string, room: string, text: string, minutes = 1) => {
    shift += minutes * 60_000;
    return server.says(name, room, text);
  };
  // Keys are Latin, for they stand in tokens; the names people see come at the end.
  const [jiwoo, haneul, minsu, doyun, marta]: readonly [string, string, string, string, string] = [
    "jiwoo",
    "haneul",
    "minsu",
    "doyun",
    "marta",
  ];
  const everyone: readonly string[] = [jiwoo, haneul, minsu, marta, doyun];
  const [weekly, design, deploys, lunch, yard, books]: readonly [
    string,
    string,
    string,
    string,
    string,
    string,
  ] = ko
    ? ["주간회의", "디자인", "배포-알림", "점심-뭐먹지", "앞마당", "책모임"]
    : ["weekly", "design", "deploys", "lunch", "front-yard", "book-club"];
  for (const id of [weekly, design, deploys, lunch, yard]) server.addRoom(id, ...everyone);
  server.addRoom(books, haneul);
  const topics: Record<string, string> = {
    [weekly]: ko ? "월요일 열 시. 회의록은 여기 남겨요." : "Mondays at ten. Notes stay here.",
    [lunch]: ko ? "열한 시 반에 정해요" : "Decided at half past eleven",
    [books]: ko ? "이번 달은 박완서의 『나목』" : "This month: The Naked Tree",
  };
  for (const [id, topic] of Object.entries(topics)) server.room(id).face = { ...server.room(id).face, topic };
  const t = (korean: string, english: string) => (ko ? korean : english);

  for (let turn = 1; turn <= 140; turn += 1) {
    const who = everyone[(turn * 7) % everyone.length] ?? marta;
    say(
      who,
      weekly,
      t(`지난 이야기 ${turn}`, `An earlier word, number ${turn}`) +
        (turn % 9 === 0 ? t("\n두 줄이면 이렇게 보여요.", "\nTwo lines look like this.") : ""),
      turn % 4,
    );
  }
  shift = -20 * HOUR;
  const w = weekly;
  say(
    jiwoo,
    w,
    t(
      "좋은 아침이에요! 내일 회의 안건은 위에 적어 두었어요. 더할 것 있으신가요?",
      "Good morning! The agenda for tomorrow is up. Anything to add?",
    ),
  );
  say(
    marta,
    w,
    t(
      "검색부터 볼까요? 이제 두 글자로도 붙여 쓴 말을 찾아요:\n```\nGET /api/search?q=결제   →  간편결제, 결제창, 선결제금\n```",
      "Could we look at search first? Two-syllable words now find compounds too:\n```\nGET /api/search?q=결제   →  간편결제, 결제창, 선결제금\n```",
    ),
    2,
  );
  say(
    marta,
    w,
    t(
      "자세한 건 https://example.com/문서를 봐주세요. **이건 꼭**요!",
      "The details are at https://example.com/docs. **Please do** read them.",
    ),
    1,
  );
  shift = -2 * HOUR;
  say(
    minsu,
    w,
    t(
      "확인했어요. 표로 정리하면:\n\n| 항목 | 누가 | 언제 |\n|---|---|---|\n| 검색 | Marta | 수요일 |\n| 알림 | 하늘 | 금요일 |",
      "Noted. As a table:\n\n| what | who | when |\n|---|---|---|\n| search | Marta | Wednesday |\n| notices | Haneul | Friday |",
    ),
    3,
  );
  server.room(w).reads.set(server.person(minsu).id, read ?? server.room(w).seq);
  say(
    haneul,
    w,
    t(
      "고마워요! 첫 화면 그림은 오늘 저녁에 올릴게요.",
      "Thank you! The picture for the first screen comes this evening.",
    ),
    14,
  );
  say(haneul, w, "🌇", 1);
  const odd = say(doyun, w, t("저는 `검색` 테스트를 맡을게요", "I take the `search` tests"), 5);
  server.edits(
    doyun,
    w,
    odd.id,
    t("저는 `검색` 테스트와 기록을 맡을게요", "I take the `search` tests and the notes"),
  );
  const gone = say(doyun, w, "…", 1);
  server.deletes(doyun, w, gone.id);
  say(
    jiwoo,
    w,
    t(
      "그럼 이렇게 정리할게요.\n1. 검색: 수요일까지\n2. 알림: 금요일까지\n3. 나머지는 다음 주에",
      "So here is the plan.\n1. search: by Wednesday\n2. notices: by Friday\n3. the rest next week",
    ),
    9,
  );
  say(haneul, deploys, t("v2.1 나갔어요", "v2.1 is out"));
  say(doyun, deploys, t("확인했습니다. 이상 없어요 ^^*", "Checked, all well"));
  say(marta, lunch, t("오늘은 국수 어때요? >_<", "Noodles today?"));
  server.reads(minsu, lunch, 1);
  server.reads(minsu, design, 0);
  liveIn(server, t, { weekly, design, lunch, yard });
  const names = ko
    ? ["김지우", "이하늘", "박민수", "Marta Silva", "정도윤"]
    : ["Jiwoo Kim", "Haneul Lee", "Minsu Park", "Marta Silva", "Doyun Jung"];
  everyone.forEach((person, index) => server.renames(person, names[index] ?? person));
  shift = 0;
  let turn = 0;
  return {
    server,
    live: () => {
      const others = everyone.filter((person) => person !== minsu);
      server.isHere(w, ...everyone.slice(0, 4));
      server.isHere("d-1", "minsu", "jiwoo");
      setInterval(() => server.types(jiwoo, w), 6000);
      server.types(jiwoo, w);
      Object.assign(globalThis, {
        village: server,
        talk: () =>
          server.says(others[turn++ % others.length] ?? marta, w, t(`새 소식 ${turn}`, `News ${turn}`)),
      });
    },
  };
}

/** What makes a village of rooms: keepers, guests, favourites, and what two people have to say to each other. */
function liveIn(
  server: TestServer,
  t: (korean: string, english: string) => string,
  { weekly, design, lunch, yard }: Readonly<Record<string, string>>,
): void {
  if (!weekly || !design || !lunch || !yard) return;
  const ids = (...names: string[]) => names.map((name) => server.person(name).id);
  server.hasRole("marta", "guest");
  server.hasRole("village", "bot");
  server.room(weekly).change({
    slow_mode: 0,
    description: t(
      "처음 오셨다면 **인사**부터 건네주세요.\n\n- 회의록은 끝난 날 올려요\n- 급한 일은 전화로",
      "New here? **Say hello** first.\n\n- Notes go up the same day\n- For urgent things, call",
    ),
  });
  server.room(design).change({ kind: "private" });
  server.room(lunch).change({ slow_mode: 30 });
  server.room(yard).change({ kind: "open" });
  const news = t("공지", "announcements");
  server.addRoom(news, "jiwoo", "haneul", "minsu", "doyun").change({ announcement: true });
  server.room(news).setStanding(server.person("jiwoo").id, { admin: true });
  server.says(
    "jiwoo",
    news,
    t("내일 오후 세 시부터 서버를 손봐요.", "The server rests from three tomorrow."),
  );
  server.addRoom(t("옛날 이야기", "old-stories"), "jiwoo", "minsu").change({ archived: true });
  for (const person of ["minsu", "jiwoo"]) {
    server.room(weekly).setStanding(server.person(person).id, { admin: true });
  }
  server.acts("jiwoo", "POST /rooms/direct", { id: "d-1", people: ids("minsu") });
  server.acts("minsu", "POST /rooms/direct", { id: "d-2", people: ids("marta") });
  server.acts("minsu", "POST /rooms/direct", { id: "d-3", people: ids("haneul", "doyun") });
  server.says("minsu", "d-1", t("어제 고마웠어요", "Thanks for yesterday"));
  server.says("jiwoo", "d-1", t("별말씀을요. 오늘 점심 같이 해요!", "Not at all. Lunch today?"));
  server.says("haneul", "d-3", t("셋이서 먼저 볼까요?", "Shall the three of us look first?"));
  server.reads("minsu", "d-3", 1);
  server.reads("minsu", news, 1);
  server.acts("minsu", `PUT /rooms/${weekly}/preferences`, { favourite: true, order: 1 });
  server.acts("minsu", `PUT /rooms/${design}/preferences`, { favourite: true, order: 2 });
}

/** Real time, set back as far as the story wants. */
function villageClock(shift: () => number): TestClock {
  return {
    now: () => Date.now() + shift(),
    after(delay, call) {
      const timer = setTimeout(call, delay);
      return () => clearTimeout(timer);
    },
    advance: () => Promise.resolve(),
    settle: () => Promise.resolve(),
  };
}
