// What the stories look for on the screen, in both languages.

export const WORDS = {
  ko: {
    name: "이름",
    enter: "들어가기",
    lookAround: "이름만 정하고 둘러보기",
    join: "들어가기",
    composer: /에게? 쓸 메시지$/,
    log: /오간 이야기$/,
    send: "전송",
    connected: "연결됨",
    disconnected: /연결 끊김|연결 중/,
    lost: /^연결이 끊겼어요/,
    reconnect: "지금 다시 연결",
    newLine: "여기까지 읽으셨어요",
    latest: /최신으로|새 메시지/,
    beginning: /^여기서 .*시작됐어요$|이야기의 시작이에요$/,
    waiting: "연결되면 보낼게요",
  },
  en: {
    name: "Name",
    enter: "Come in",
    lookAround: "Come in with just a name",
    join: "Join",
    composer: /^Message to /,
    log: /^Messages (in|with) /,
    send: "Send",
    connected: "Connected",
    disconnected: /^(Disconnected|Connecting|Reconnecting)/,
    lost: /^Connection lost/,
    reconnect: "Reconnect now",
    newLine: "New since you left",
    latest: /Jump to latest|new message/,
    beginning: /^This is where .* begins$/,
    waiting: "Will be sent once connected",
  },
} as const;

export type Locale = keyof typeof WORDS;
export type Words = (typeof WORDS)[Locale];
