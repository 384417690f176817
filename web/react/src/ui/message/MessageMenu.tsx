// The menu of a message: right click, long press, or Enter on its row. Gives the focus back.
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from "react";
import type { TimelineMessage } from "@madang/client";
import { useMe } from "../../hooks/connection.ts";
import { useMessage } from "../../hooks/messages.ts";
import { useObservable } from "../../hooks/observable.ts";
import { useWords } from "../../words/words.tsx";
import type { OpenMenu } from "../desk.ts";
import { Icon } from "../Icon.tsx";
import { useScope } from "../scope.tsx";
import type { MessageAction } from "./actions.ts";
import { ACTION_ICONS } from "./MessageBar.tsx";
import { useMessageActions } from "./useMessageActions.ts";

export function MessageMenu() {
  const { desk } = useScope();
  const open = useObservable(desk.menu);
  return open && <OnMessage key={open.messageId} open={open} />;
}

function OnMessage({ open }: { open: OpenMenu }) {
  const { room } = useScope();
  const message = useMessage(room.id, open.messageId);
  return message && <Menu open={open} message={message} />;
}

function Menu({ open, message }: { open: OpenMenu; message: TimelineMessage }) {
  const { desk } = useScope();
  const words = useWords();
  const mine = useMe()?.id === message.author;
  const { actions, run } = useMessageActions(message, mine);
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(open.x, innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(open.y, innerHeight - height - 8))}px`;
    element.querySelector("button")?.focus();
  }, [open]);

  const close = () => desk.menu.set(null);
  useEffect(() => {
    const away = (event: Event) => {
      if (event.type === "pointerdown" && menu.current?.contains(event.target as Node)) return;
      // Every field's blur comes by here; only the window's own means that one is away.
      if (event.type === "blur" && event.target !== window) return;
      desk.menu.set(null);
    };
    for (const name of ["pointerdown", "wheel", "resize", "blur"]) addEventListener(name, away, true);
    return () => {
      for (const name of ["pointerdown", "wheel", "resize", "blur"]) removeEventListener(name, away, true);
    };
  }, [desk]);

  const choose = (action: MessageAction) => {
    close();
    if (action === "copy") desk.focusRow(message.id);
    run(action);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === "ArrowUp") buttons.at(at - 1)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      desk.focusRow(message.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className="md-menu"
      role="menu"
      tabIndex={-1}
      aria-label={words.actions}
      ref={menu}
      onKeyDown={onKeyDown}
    >
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          role="menuitem"
          data-action={action}
          onClick={() => choose(action)}
        >
          <Icon name={ACTION_ICONS[action]} />
          {words[action]}
        </button>
      ))}
    </div>
  );
}
