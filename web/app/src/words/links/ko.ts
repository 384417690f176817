import { withParticle } from "@madang/react";

export const ko = {
  link: "링크",
  qr: "이 링크의 QR 코드",
  copy: "복사",
  until: (when: string) => `${when}까지 쓸 수 있어요.`,
  onlyHere: "이 링크는 이 컴퓨터에서만 열려요.",
  howOthers:
    "다른 기기에서도 열리게 하려면 서버를 MADANG_HOST=0.0.0.0으로 켜고, 이 컴퓨터의 주소로 들어와 링크를 다시 만들거나, MADANG_PUBLIC_URL에 이 마당의 주소를 적어주세요.",
  inviteExpiry: "언제까지",
  inviteUses: "몇 번까지",
  expiries: { day: "하루", week: "한 주", month: "한 달", never: "늘" },
  usesOf: { one: "한 번", ten: "열 번", hundred: "백 번", many: "얼마든지" },
  inviteMake: "링크 만들기",
  inviteReady: "초대 링크가 생겼어요",
  inviteOnce: "지금만 볼 수 있어요. 복사해서 보내거나, QR 코드를 바로 보여주세요.",

  guestsText: (room: string) =>
    `이 링크를 받은 사람은 계정 없이 이름만 적고 ${withParticle(room, "으로/로")} 들어와요. 손님도 오는 방만 볼 수 있어요.`,
  guestLinks: "지금 쓸 수 있는 링크",
  linkUntil: (when: string) => `${when}까지`,
  linkForEver: "기한 없음",
  linkUsed: (used: number, most: number | null) =>
    most === null ? `${used}명이 왔어요` : `${most}번 가운데 ${used}번 쓰였어요`,
  revoke: "거두기",
  revokeOne: (what: string) => `링크 거두기 (${what})`,
  revoked: "링크를 거두었어요. 이미 온 손님은 그대로 있어요.",
};
