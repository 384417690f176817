// A menu at a point of the window: by pointer and by keyboard. Gives the focus back to where it came from.
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Icon, type IconName } from "@madang/react/ui";
import styles from "./Menu.module.css";

export interface MenuProps {
  label: string;
  at: { readonly x: number; readonly y: number };
  onClose: () => void;
  children: ReactNode;
}

const AWAY = ["pointerdown", "wheel", "resize", "blur"] as const;
const EDGE_PX = 8;

export function Menu({ label, at, onClose, children }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => void (close.current = onClose));

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const before = document.activeElement;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(EDGE_PX, Math.min(at.x, innerWidth - width - EDGE_PX))}px`;
    element.style.top = `${Math.max(EDGE_PX, Math.min(at.y, innerHeight - height - EDGE_PX))}px`;
    element.querySelector("button")?.focus();
    return () => {
      if (document.activeElement === document.body || element.contains(document.activeElement))
        queueMicrotask(() => before instanceof HTMLElement && before.focus());
    };
  }, [at]);

  useEffect(() => {
    const away = (event: Event) => {
      if (event.type !== "blur" && event.target instanceof Node && menu.current?.contains(event.target))
        return;
      // Every field's blur comes by here; only the window's own means that one is away.
      if (event.type === "blur" && event.target !== window) return;
      close.current();
    };
    for (const name of AWAY) addEventListener(name, away, true);
    return () => {
      for (const name of AWAY) removeEventListener(name, away, true);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(menu.current?.querySelectorAll("button") ?? [])];
    const here = buttons.findIndex((button) => button === document.activeElement);
    const to: Record<string, number> = {
      ArrowDown: (here + 1) % buttons.length,
      ArrowUp: here - 1,
      Home: 0,
      End: -1,
    };
    const target = to[event.key];
    if (target !== undefined) buttons.at(target)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={`md-menu ${styles["menu"]}`}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      ref={menu}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

export interface MenuItemProps {
  icon?: IconName;
  /** One of several, or on and off; left out: it does something. */
  checked?: boolean;
  radio?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, checked, radio = false, onChoose, children }: MenuItemProps) {
  const role = checked === undefined ? "menuitem" : radio ? "menuitemradio" : "menuitemcheckbox";
  return (
    <button type="button" role={role} aria-checked={checked} tabIndex={-1} onClick={onChoose}>
      {icon ? <Icon name={icon} /> : <span className={styles["room"]} />}
      <span>{children}</span>
      {checked ? <Icon name="check" className={styles["check"] ?? ""} /> : null}
    </button>
  );
}

export function MenuGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    // A group of items; no native element is one.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="group" aria-label={title} className={styles["group"]}>
      <div aria-hidden="true">{title}</div>
      {children}
    </div>
  );
}
