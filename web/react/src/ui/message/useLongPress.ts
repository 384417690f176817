// A long press with a finger, for the touch screens that send no contextmenu of their own (iOS).
import { useRef, type TouchEvent } from "react";

const HOLD_MS = 450;
/** A finger is never quite still; a scroll is further than this. */
const SLACK_PX = 10;

export function useLongPress(onHold: (x: number, y: number) => void) {
  const held = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const opened = useRef(false);

  const stop = () => {
    clearTimeout(held.current?.timer);
    held.current = null;
  };
  const onTouchStart = (event: TouchEvent) => {
    stop();
    const touch = event.touches[0];
    if (!touch || event.touches.length > 1) return;
    // A finger on a link or a button means that.
    if (event.target instanceof Element && event.target.closest("a, button, textarea, pre")) return;
    const { clientX: x, clientY: y } = touch;
    const hold = () => {
      opened.current = true;
      onHold(x, y);
    };
    opened.current = false;
    held.current = { x, y, timer: setTimeout(hold, HOLD_MS) };
  };
  const onTouchMove = (event: TouchEvent) => {
    const touch = event.touches[0];
    if (!held.current || !touch) return;
    const moved = Math.hypot(touch.clientX - held.current.x, touch.clientY - held.current.y);
    if (moved > SLACK_PX) stop();
  };
  const onTouchEnd = (event: TouchEvent) => {
    stop();
    // The press is used up: no click, and no focus that leaves the menu.
    if (opened.current && event.cancelable) event.preventDefault();
    opened.current = false;
  };
  return { onTouchStart, onTouchMove, onTouchEnd, onTouchCancel: stop };
}
