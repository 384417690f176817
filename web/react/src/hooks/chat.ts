// The front door: everything one room needs, in one object.
//   const { messages, sendMessage, status } = useChatWebSocket(roomId)
import { useMemo } from "react";
import type { ConnectionStatus, Person, RoomView, TimelineMessage, TimelineView } from "@madang/client";
import { commandsOf, type RoomCommands } from "./commands.ts";
import { useConnectionStatus, useMe } from "./connection.ts";
import { useGuest, useJoined } from "./entrance.ts";
import { useTimeline } from "./messages.ts";
import { useTyping } from "./people.ts";
import { useRoom, useRoomHandle } from "./rooms.ts";

export interface ChatOptions {
  /** Join the room if I am no member yet. Default true. */
  join?: boolean;
  /** Come in as a guest under this name if nobody is signed in. */
  guest?: string;
}

export interface Chat extends RoomCommands {
  /** Oldest first; my own waiting ones last. */
  messages: readonly TimelineMessage[];
  status: ConnectionStatus["state"];
  connection: ConnectionStatus;
  me: Person | null;
  /** null while nothing is known of the room. */
  room: RoomView | null;
  joined: boolean;
  typing: readonly Person[];
  timeline: TimelineView;
  hasOlder: boolean;
  loading: TimelineView["loading"];
}

export function useChatWebSocket(roomId: string, options: ChatOptions = {}): Chat {
  useGuest(options.guest);
  const joined = useJoined(roomId, options.join ?? true);
  const connection = useConnectionStatus();
  const me = useMe();
  const room = useRoom(roomId);
  const timeline = useTimeline(roomId);
  const typing = useTyping(roomId);
  const commands = commandsOf(useRoomHandle(roomId));
  return useMemo(
    () => ({
      ...commands,
      messages: timeline.messages,
      status: connection.state,
      connection,
      me,
      room,
      joined,
      typing,
      timeline,
      hasOlder: timeline.hasOlder,
      loading: timeline.loading,
    }),
    [commands, timeline, connection, me, room, joined, typing],
  );
}
