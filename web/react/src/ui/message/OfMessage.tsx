// A window about one message, open while one is chosen and still there.
import type { ComponentType } from "react";
import type { Observable, TimelineMessage } from "@madang/client";
import { useMessage } from "../../hooks/messages.ts";
import { useObservable } from "../../hooks/observable.ts";
import { useScope } from "../scope.tsx";

type Ask = ComponentType<{ message: TimelineMessage }>;

export function OfMessage({ chosen, ask }: { chosen: Observable<string | null>; ask: Ask }) {
  const id = useObservable(chosen);
  return id && <Chosen key={id} id={id} ask={ask} />;
}

function Chosen({ id, ask: Ask }: { id: string; ask: Ask }) {
  const { room } = useScope();
  const message = useMessage(room.id, id);
  return message && !message.deleted ? <Ask message={message} /> : null;
}
