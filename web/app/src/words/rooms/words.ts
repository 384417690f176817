// The catalogue of rooms and the people in them.
import { useLocale } from "@madang/react";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export type RoomWords = typeof en;

export function useRoomWords(): RoomWords {
  return useLocale() === "ko" ? ko : en;
}

/** 30초, 5 minutes: how often, how long. */
export function spanOf(seconds: number, words: RoomWords): string {
  if (seconds % 3600 === 0) return words.hours(seconds / 3600);
  return seconds % 60 === 0 ? words.minutes(seconds / 60) : words.seconds(seconds);
}
