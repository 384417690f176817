// An account with a bit of everything, for looking at its pages and for their tests.
import type { Answers } from "./house.ts";

const NOW = Date.now();
const before = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

export const ACCOUNT: Answers = {
  "GET /people/me": {
    id: "01a00000-0000-7000-8000-00000000c0de",
    name: "박민수",
    role: "member",
    handle: "minsu",
    picture: null,
    title: "텃밭지기",
    status: { emoji: "🌱", text: "4시까지 집중", until: new Date(NOW + 5_400_000).toISOString() },
    time_zone: null,
    locale: "ko",
  },
  "GET /people/me/account": {
    handle: "minsu",
    email: "minsu@example.com",
    email_verified: true,
    password: true,
    totp: false,
    recovery_codes: 0,
    identities: [],
  },
  "POST /people/me/totp": {
    secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    url: "otpauth://totp/house:minsu?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=house",
  },
  "PUT /people/me/totp": {
    recovery_codes: ["k7m2-9qpa", "x3vd-t5ry", "b8nc-4wfj", "h6sz-2mkp", "p9ga-7xqe", "d4rt-8ybn"],
  },
  "GET /sessions": {
    sessions: [
      {
        id: "s1",
        kind: "browser",
        agent:
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
        address: "203.0.113.7",
        created_at: before(40_000),
        seen_at: before(0),
        current: true,
      },
      {
        id: "s2",
        kind: "phone",
        agent:
          "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1",
        address: "198.51.100.23",
        created_at: before(9000),
        seen_at: before(190),
        current: false,
      },
      {
        id: "s3",
        kind: "browser",
        agent:
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Whale/4.1 Safari/537.36",
        address: "203.0.113.80",
        created_at: before(70_000),
        seen_at: before(60 * 24 * 12),
        current: false,
      },
    ],
  },
  "POST /session/phone": {
    key: "jW4kXq2YzN8vB7mT5rLpAg",
    url: "/phone#jW4kXq2YzN8vB7mT5rLpAg",
    expires_at: new Date(NOW + 120_000).toISOString(),
  },
  "GET /tokens": {
    tokens: [
      {
        id: "t1",
        name: "배포 알림",
        rights: ["read", "write"],
        rooms: ["배포-알림"],
        created_at: before(50_000),
        seen_at: before(42),
        expires_at: new Date(NOW + 40 * 86_400_000).toISOString(),
      },
      {
        id: "t2",
        name: "주간 통계",
        rights: ["read"],
        rooms: null,
        created_at: before(5000),
        seen_at: null,
        expires_at: null,
      },
    ],
  },
  "POST /tokens": {
    id: "t3",
    name: "새 토큰",
    rights: ["read"],
    rooms: null,
    created_at: before(0),
    seen_at: null,
    expires_at: null,
    token: "mdg_4fJ8sKq1Zr7XwP0vN2bTgYh6LcQe9UaM",
  },
  "POST /invitations/look": {
    house: "새봄협동조합",
    role: "member",
    rooms: [
      { id: "주간회의", name: "주간회의" },
      { id: "점심-뭐먹지", name: "점심 뭐 먹지" },
    ],
    by: "김지우",
  },
};
