// The main job: two windows and one plain client talk in one room, in Korean and English, and the server is
// killed in the middle while all three are sending. Afterwards everybody has the same, and so has the store.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Guest, Message } from "../guest.ts";
import { PlainClient } from "../plain.ts";
import { type Scene, stage, story } from "../stage.ts";
import { takesPictures, takesPicturesOfTheGate } from "../pictures.ts";
import { becomes } from "../until.ts";
import type { Window } from "../window.ts";

stage();

const TALK = [
  ["jiu", "좋은 아침이에요! 마당 정리하기 좋은 날씨네요"],
  ["minsu", "Morning! The persimmons are finally ripe"],
  ["plain", "감이 벌써 익었어요? 올해는 빠르네요"],
  ["jiu", "네, 어제 보니까 아래쪽 가지가 휘었더라고요"],
  ["jiu", "몇 개 따서 점심때 나눠 먹을까요?"],
  ["minsu", "Count me in. I can bring a ladder"],
  ["plain", "저는 바구니 챙겨 갈게요"],
  ["minsu", "Should we keep some for the magpies?"],
  ["jiu", "그럼요, 꼭대기 세 개는 까치밥으로 남겨둬요"],
  ["minsu", "까치밥, what a lovely word"],
  ["jiu", "12시에 뒷문 앞에서 만나요"],
] as const;

const BURST = {
  jiu: [
    "사다리는 창고 옆에",
    "장갑도 있어요",
    "열쇠는 화분 밑에 뒀어요",
    "물도 가져갈게요",
    "곧 나가요",
    "다들 조심히 오세요",
  ],
  minsu: [
    "On my way",
    "Passing the bakery",
    "Anyone want bread?",
    "Got two loaves",
    "Almost there",
    "See you at the gate",
  ],
  plain: [
    "바구니 두 개면 될까요",
    "하나 더 찾았어요",
    "신문지도 챙겼어요",
    "지금 출발해요",
    "골목 들어왔어요",
    "보여요, 손 흔들어요",
  ],
} as const;

story(
  "two windows and a plain client go on through a SIGKILL, and nothing is lost or doubled",
  async (scene) => {
    scene.mayLoseTheHouse();
    const keeper = await scene.guest("keeper");
    const room = await keeper.opens("뒷마당", "감나무, 텃밭, 그리고 점심");
    const [jiu, minsu] = await comeTogether(scene, room);
    const plain = new PlainClient(`ws://127.0.0.1:${scene.house.port}/ws/chat/${room}`, () =>
      keeper.history(room),
    );

    const said: string[] = [];
    for (const [who, text] of TALK) {
      if (who === "plain") plain.says(text);
      else await { jiu, minsu }[who].says(text);
      said.push(text);
      await everybodyHas(said, { jiu, minsu, plain, keeper, room });
    }
    await takesPictures({ ko: jiu, en: minsu });

    const burst = async (from: number, to: number) => {
      const typing = async (window: Window, texts: readonly string[]) => {
        for (const text of texts.slice(from, to)) await window.says(text);
      };
      for (const text of BURST.plain.slice(from, to)) plain.says(text);
      await Promise.all([typing(jiu, BURST.jiu), typing(minsu, BURST.minsu)]);
    };
    const falls = async () => {
      await jiu.message(BURST.jiu[2]).waitFor();
      await scene.house.kill();
      await Promise.all([jiu.isDisconnected(), minsu.isDisconnected()]);
    };
    await burst(0, 2);
    await Promise.all([burst(2, 5), falls()]);
    await scene.house.start();
    await Promise.all([jiu.isConnected(), minsu.isConnected()]);
    await burst(5, 6);

    const all = [...said, ...BURST.jiu, ...BURST.minsu, ...BURST.plain];
    await becomes("the store holds every text once", all.toSorted(), async () =>
      (await keeper.history(room)).map(({ text }) => text).toSorted(),
    );
    await allAreEqual(await keeper.history(room), { jiu, minsu, plain });
    plain.leaves();
  },
  { alone: true },
);

story("the first screen, in both languages and themes", async (scene) => {
  await takesPicturesOfTheGate(scene);
});

async function comeTogether(scene: Scene, room: string): Promise<[Window, Window]> {
  const jiu = await scene.window({ locale: "ko", still: true });
  const minsu = await scene.window({ locale: "en", still: true });
  await jiu.comesTo(room, "김지우");
  await minsu.comesTo(room, "Minsu");
  return [jiu, minsu];
}

interface Everybody {
  jiu: Window;
  minsu: Window;
  plain: PlainClient;
}

async function everybodyHas(said: string[], all: Everybody & { keeper: Guest; room: string }): Promise<void> {
  const { jiu, minsu, plain, keeper, room } = all;
  await becomes("the store has it", said, async () => (await keeper.history(room)).map(({ text }) => text));
  await jiu.shows(said);
  await minsu.shows(said);
  await becomes("the plain client has it", said.toSorted(), () => textsOf(plain));
}

const textsOf = ({ heard, said }: PlainClient) =>
  [...[...heard.values()].map(({ text }) => text), ...said].toSorted();

async function allAreEqual(stored: readonly Message[], { jiu, minsu, plain }: Everybody): Promise<void> {
  deepStrictEqual(
    stored.map(({ seq }) => seq),
    stored.map((_, at) => at + 1),
  );
  for (const texts of Object.values(BURST)) {
    deepStrictEqual(
      stored.map(({ text }) => text).filter((text) => texts.includes(text as never)),
      [...texts],
    );
  }
  const expected = stored.map(({ id, seq, text }) => ({ id, seq, text }));
  for (const window of [jiu, minsu]) {
    await becomes("the timeline equals the store", expected, () => window.timeline());
    await window.hasEmptyOutbox();
  }
  const own = new Set(plain.said);
  const others = expected.filter(({ text }) => !own.has(text));
  await becomes("the plain client heard what the others said", others, () =>
    [...plain.heard.values()].toSorted((one, other) => one.seq - other.seq),
  );
  deepStrictEqual(plain.twice, []);
  strictEqual(others.length + plain.said.length, stored.length);
}
