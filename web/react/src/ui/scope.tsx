// The room the parts of <ChatRoom> belong to, and its table.
import { createContext, use, useState, type ReactNode } from "react";
import type { RoomHandle } from "@madang/client";
import { useRoomHandle } from "../hooks/rooms.ts";
import { Desk } from "./desk.ts";

interface Scope {
  readonly room: RoomHandle;
  readonly desk: Desk;
  /** Shows more of somebody; without it a name is only a name. */
  readonly onPerson?: ((person: string) => void) | undefined;
}

const ScopeContext = createContext<Scope | null>(null);

export interface RoomScopeProps {
  roomId: string;
  onPerson?: ((person: string) => void) | undefined;
  children: ReactNode;
}

export function RoomScope({ roomId, onPerson, children }: RoomScopeProps) {
  const room = useRoomHandle(roomId);
  const [desk] = useState(() => new Desk());
  return <ScopeContext value={{ room, desk, onPerson }}>{children}</ScopeContext>;
}

export function useScope(): Scope {
  const scope = use(ScopeContext);
  if (!scope) throw new Error("This part belongs inside <RoomScope roomId=…> or <ChatRoom roomId=…>.");
  return scope;
}
