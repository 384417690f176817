// What was said in a room. Whoever reads a timeline keeps its room open; many readers share one opening.
import { useEffect } from "react";
import type { TimelineMessage, TimelineView } from "@madang/client";
import { useObservable, useSelected } from "./observable.ts";
import { useRoomHandle } from "./rooms.ts";

export function useTimeline(roomId: string): TimelineView {
  const room = useRoomHandle(roomId);
  useEffect(() => room.open(), [room]);
  return useObservable(room.timeline);
}

export function useMessages(roomId: string): readonly TimelineMessage[] {
  return useTimeline(roomId).messages;
}

/** One message; renders again only when it changed. */
export function useMessage(roomId: string, messageId: string): TimelineMessage | null {
  const room = useRoomHandle(roomId);
  return useSelected(room.timeline, (view) => byId(view).get(messageId) ?? null);
}

const indexes = new WeakMap<TimelineView, Map<string, TimelineMessage>>();

function byId(view: TimelineView): Map<string, TimelineMessage> {
  const known = indexes.get(view);
  if (known) return known;
  const made = new Map(view.messages.map((message) => [message.id, message]));
  indexes.set(view, made);
  return made;
}
