// What stands in the audit log, as sentences in both languages.
import { useLocale, withParticle, type Locale } from "@madang/react";
import type { ActWords } from "../audit/acts.ts";

const 이가 = (word: string) => withParticle(word, "이/가");
const 을를 = (word: string) => withParticle(word, "을/를");
const 으로 = (word: string) => withParticle(word, "으로/로");

const ko: ActWords = {
  house: "마당",
  somebody: "지워진 사람",
  someRoom: "사라진 방",
  kinds: {
    "house.claimed": "마당을 맡음",
    "house.changed": "마당 꾸미기",
    "house.logo_changed": "로고 바꾸기",
    "invitation.made": "초대 만들기",
    "invitation.revoked": "초대 거두기",
    "person.role_changed": "역할 바꾸기",
    "person.deactivated": "쉬게 하기",
    "person.reactivated": "다시 들어오게 하기",
    "person.banned": "내보내기",
    "person.unbanned": "다시 받아들이기",
    "person.erased": "사람 지우기",
    "person.reset_link": "비밀번호 링크",
    "person.signed_out": "로그아웃시키기",
    "bot.made": "봇 만들기",
    "token.made": "토큰 만들기",
    "token.revoked": "토큰 없애기",
    "room.edited": "방 고치기",
    "member.removed": "방에서 내보내기",
    "member.admin": "방 관리자 정하기",
    "member.silenced": "방에서 말 쉬게 하기",
    "message.deleted": "메시지 지우기",
    "report.closed": "신고 마치기",
    "audit.exported": "기록 내려받기",
  },
  sentences: {
    "house.claimed": ({ who }) => `${이가(who)} 이 마당의 주인이 되었어요`,
    "house.changed": ({ who }) => `${이가(who)} 마당을 새로 꾸몄어요`,
    "house.logo_changed": ({ who }) => `${이가(who)} 로고를 바꿨어요`,
    "invitation.made": ({ who, about, role }) => `${이가(who)} ${role(about["role"])} 초대 링크를 만들었어요`,
    "invitation.revoked": ({ who }) => `${이가(who)} 초대 링크를 거두었어요`,
    "person.role_changed": ({ who, whom, about, role }) =>
      `${이가(who)} ${을를(whom)} ${으로(role(about["role"]))} 바꿨어요`,
    "person.deactivated": ({ who, whom }) => `${이가(who)} ${을를(whom)} 쉬게 했어요`,
    "person.reactivated": ({ who, whom }) => `${이가(who)} ${을를(whom)} 다시 들어오게 했어요`,
    "person.banned": ({ who, whom, about }) =>
      about["purge"]
        ? `${이가(who)} ${을를(whom)} 내보내고 쓴 글도 지웠어요`
        : `${이가(who)} ${을를(whom)} 내보냈어요`,
    "person.unbanned": ({ who, whom }) => `${이가(who)} ${을를(whom)} 다시 받아들였어요`,
    "person.erased": ({ who, about }) =>
      typeof about["messages"] === "number"
        ? `${이가(who)} 한 사람과 그 사람의 메시지 ${about["messages"].toLocaleString("ko-KR")}개를 지웠어요`
        : `${이가(who)} 한 사람을 지웠어요`,
    "person.signed_out": ({ who, whom }) => `${이가(who)} ${을를(whom)} 모든 기기에서 로그아웃시켰어요`,
    "person.reset_link": ({ who, whom }) => `${이가(who)} ${whom}의 비밀번호 링크를 만들었어요`,
    "bot.made": ({ who, whom }) => `${이가(who)} 봇 ${을를(whom)} 만들었어요`,
    "token.made": ({ who, whom }) => `${이가(who)} ${whom}의 토큰을 만들었어요`,
    "token.revoked": ({ who, whom }) => `${이가(who)} ${whom}의 토큰을 없앴어요`,
    "room.edited": ({ who, room, about }) => {
      if (about["archived"] === true) return `${이가(who)} ${room} 방을 보관했어요`;
      if (about["archived"] === false) return `${이가(who)} ${room} 방을 다시 열었어요`;
      return `${이가(who)} ${room} 방을 고쳤어요`;
    },
    "member.removed": ({ who, whom, room }) => `${이가(who)} ${을를(whom)} ${room} 방에서 내보냈어요`,
    "member.admin": ({ who, whom, room, about }) =>
      about["admin"] === false
        ? `${이가(who)} ${whom}에게 ${room} 방을 더는 맡기지 않아요`
        : `${이가(who)} ${whom}에게 ${room} 방을 맡겼어요`,
    "member.silenced": ({ who, whom, room, about }) =>
      about["until"] === null
        ? `${이가(who)} ${room} 방에서 ${whom}에게 다시 말할 수 있게 했어요`
        : `${이가(who)} ${room} 방에서 ${을를(whom)} 잠시 쉬게 했어요`,
    "message.deleted": ({ who, whom, room }) => `${이가(who)} ${room} 방에서 ${whom}의 메시지를 지웠어요`,
    "report.closed": ({ who, about }) =>
      about["outcome"] === "deleted"
        ? `${이가(who)} 신고된 메시지를 지웠어요`
        : `${이가(who)} 신고된 메시지를 그대로 두었어요`,
    "audit.exported": ({ who }) => `${이가(who)} 이 기록을 내려받았어요`,
  },
  other: ({ who }, action) => `${이가(who)} 한 일: ${action}`,
};

const en: ActWords = {
  house: "the place",
  somebody: "somebody who was erased",
  someRoom: "a room that is gone",
  kinds: {
    "house.claimed": "Place claimed",
    "house.changed": "Place changed",
    "house.logo_changed": "Logo changed",
    "invitation.made": "Invitations made",
    "invitation.revoked": "Invitations revoked",
    "person.role_changed": "Roles changed",
    "person.deactivated": "People deactivated",
    "person.reactivated": "People reactivated",
    "person.banned": "People banned",
    "person.unbanned": "Bans lifted",
    "person.erased": "People erased",
    "person.signed_out": "Signed out",
    "person.reset_link": "Password links",
    "bot.made": "Bots made",
    "token.made": "Tokens made",
    "token.revoked": "Tokens revoked",
    "room.edited": "Rooms changed",
    "member.removed": "People removed from rooms",
    "member.admin": "Room admins",
    "member.silenced": "People silenced",
    "message.deleted": "Messages deleted",
    "report.closed": "Reports closed",
    "audit.exported": "Log exported",
  },
  sentences: {
    "house.claimed": ({ who }) => `${who} became the owner of this place`,
    "house.changed": ({ who }) => `${who} changed the place`,
    "house.logo_changed": ({ who }) => `${who} changed the logo`,
    "invitation.made": ({ who, about, role }) =>
      `${who} made an invitation link (${role(about["role"]).toLowerCase()})`,
    "invitation.revoked": ({ who }) => `${who} revoked an invitation link`,
    "person.role_changed": ({ who, whom, about, role }) =>
      `${who} changed the role of ${whom} to ${role(about["role"]).toLowerCase()}`,
    "person.deactivated": ({ who, whom }) => `${who} deactivated ${whom}`,
    "person.reactivated": ({ who, whom }) => `${who} let ${whom} in again`,
    "person.banned": ({ who, whom, about }) =>
      about["purge"] ? `${who} banned ${whom} and deleted what they wrote` : `${who} banned ${whom}`,
    "person.unbanned": ({ who, whom }) => `${who} lifted the ban of ${whom}`,
    "person.erased": ({ who, about }) =>
      typeof about["messages"] === "number"
        ? `${who} erased a person and ${about["messages"].toLocaleString("en-US")} of their messages`
        : `${who} erased a person`,
    "person.signed_out": ({ who, whom }) => `${who} signed ${whom} out everywhere`,
    "person.reset_link": ({ who, whom }) => `${who} made a password link for ${whom}`,
    "bot.made": ({ who, whom }) => `${who} made the bot ${whom}`,
    "token.made": ({ who, whom }) => `${who} made a token for ${whom}`,
    "token.revoked": ({ who, whom }) => `${who} revoked a token of ${whom}`,
    "room.edited": ({ who, room, about }) => {
      if (about["archived"] === true) return `${who} archived ${room}`;
      if (about["archived"] === false) return `${who} restored ${room}`;
      return `${who} changed the room ${room}`;
    },
    "member.removed": ({ who, whom, room }) => `${who} removed ${whom} from ${room}`,
    "member.admin": ({ who, whom, room, about }) =>
      about["admin"] === false
        ? `${who} took the care of ${room} from ${whom}`
        : `${who} put ${whom} in charge of ${room}`,
    "member.silenced": ({ who, whom, room, about }) =>
      about["until"] === null
        ? `${who} let ${whom} speak in ${room} again`
        : `${who} silenced ${whom} in ${room} for a while`,
    "message.deleted": ({ who, whom, room }) => `${who} deleted a message of ${whom} in ${room}`,
    "report.closed": ({ who, about }) =>
      about["outcome"] === "deleted" ? `${who} deleted a reported message` : `${who} left a reported message`,
    "audit.exported": ({ who }) => `${who} exported this log`,
  },
  other: ({ who }, action) => `${who} did: ${action}`,
};

const CATALOGUES: Record<Locale, ActWords> = { ko, en };

export function useActWords(): ActWords {
  return CATALOGUES[useLocale()];
}

/** For tests: no sentence may be missing in either. */
export const ACT_WORDS = CATALOGUES;
