// Whether somebody points at something, and so may be about to press: the pointer is in there, and moved not long ago.
import { useEffect, useRef, type PointerEvent } from "react";

const RESTS_MS = 10_000;

export interface Pointing {
  onPointerEnter: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerLeave: () => void;
}

export function usePointing(onPointing: (pointing: boolean) => void): Pointing {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = () => {
    clearTimeout(timer.current);
    onPointing(false);
  };
  const point = ({ pointerType }: PointerEvent) => {
    // A finger points at nothing before it presses.
    if (pointerType === "touch") return;
    clearTimeout(timer.current);
    timer.current = setTimeout(end, RESTS_MS);
    onPointing(true);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      onPointing(false);
    },
    [onPointing],
  );
  return { onPointerEnter: point, onPointerMove: point, onPointerLeave: end };
}
