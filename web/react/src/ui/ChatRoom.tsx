// A whole room: <ChatRoom roomId="madang" /> and the stylesheet are enough. Every part can be replaced,
// and each is the one the app ships.
import type { ComponentType, ReactNode } from "react";
import { useMe, useSession } from "../hooks/connection.ts";
import { useGuest, useJoined } from "../hooks/entrance.ts";
import { useObservable } from "../hooks/observable.ts";
import { Composer } from "./Composer.tsx";
import { ConnectionBar } from "./ConnectionBar.tsx";
import { JoinBar } from "./JoinBar.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import { MessageMenu } from "./message/MessageMenu.tsx";
import { RemoveDialog } from "./message/RemoveDialog.tsx";
import { ReportDialog } from "./message/ReportDialog.tsx";
import { NameForm } from "./NameForm.tsx";
import { Notice } from "./Notice.tsx";
import { RoomHeader } from "./RoomHeader.tsx";
import { RoomScope, useScope } from "./scope.tsx";
import { Timeline } from "./timeline/Timeline.tsx";
import { TypingLine } from "./TypingLine.tsx";
import { Writing } from "./Writing.tsx";

export interface ChatRoomParts {
  Header: ComponentType;
  Timeline: ComponentType;
  TypingLine: ComponentType;
  Composer: ComponentType;
}

export interface ChatRoomProps {
  roomId: string;
  /** Join the room if I am no member yet. Default true; false shows a button. */
  join?: boolean;
  /** Come in as a guest under this name if nobody is signed in; without it a name is asked for. */
  guest?: string;
  /** Own components in place of ours; null leaves a part out. */
  parts?: { [K in keyof ChatRoomParts]?: ChatRoomParts[K] | null };
  /** Shows more of somebody whose name or picture is pressed. */
  onPerson?: (person: string) => void;
  children?: ReactNode;
}

export function ChatRoom({ roomId, onPerson, ...rest }: ChatRoomProps) {
  // The key: nothing of one room, not even for a frame, is shown in another.
  return (
    <RoomScope key={roomId} roomId={roomId} onPerson={onPerson}>
      <Room {...rest} />
    </RoomScope>
  );
}

function Room({ join = true, guest, parts = {}, children }: Omit<ChatRoomProps, "roomId" | "onPerson">) {
  const Header = parts.Header === undefined ? RoomHeader : parts.Header;
  const Log = parts.Timeline === undefined ? Timeline : parts.Timeline;
  const Typing = parts.TypingLine === undefined ? TypingLine : parts.TypingLine;
  useGuest(guest);
  return (
    <section className="md-room">
      {Header && <Header />}
      <div className="md-yard">
        {Log && <Log />}
        <ConnectionBar />
        <Notice />
      </div>
      {Typing && <Typing />}
      <Foot join={join} part={parts.Composer} />
      <LiveRegion />
      <MessageMenu />
      <RemoveDialog />
      <ReportDialog />
      {children}
    </section>
  );
}

function Foot({ join, part }: { join: boolean; part: ComponentType | null | undefined }) {
  const { room } = useScope();
  const session = useSession();
  const me = useMe();
  const joined = useJoined(room.id, join && session === "ready");
  const view = useObservable(room.view);
  const Field = part === undefined ? Composer : part;
  if (session === "none" && me === null) return <NameForm />;
  if (joined || join) return Field && <Writing Composer={Field} />;
  if (view === null) return <div className="md-joinbar" />;
  return <JoinBar />;
}
