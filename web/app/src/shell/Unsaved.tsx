// Asks before one leaves a page on which something is written that is not kept yet: by a link of ours, or altogether.
import { useEffect, useState, type RefObject } from "react";
import { Sure } from "../dialogs/Sure.tsx";
import { hasWritten } from "../forms/written.ts";
import { holdLinks, navigate, type Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";

export function Unsaved({ page }: { page: RefObject<HTMLElement | null> }) {
  const words = useAppWords();
  const [wanted, setWanted] = useState<Route | null>(null);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => hasWritten(page.current) && event.preventDefault();
    addEventListener("beforeunload", ask);
    const release = holdLinks((to) => {
      const held = hasWritten(page.current);
      if (held) setWanted(to);
      return held;
    });
    return () => {
      removeEventListener("beforeunload", ask);
      release();
    };
  }, [page]);
  if (wanted === null) return null;
  const go = () => {
    setWanted(null);
    navigate(wanted);
  };
  return <Sure question={words.leaveUnsaved} onSure={go} onClose={() => setWanted(null)} />;
}
