// The foot of a room I am in: the composer, or why there is none.
import type { ComponentType } from "react";
import { useStanding } from "../hooks/standing.ts";
import { moment } from "../words/dates.ts";
import { useLocale, useWords } from "../words/words.tsx";
import { Icon, type IconName } from "./Icon.tsx";
import { useScope } from "./scope.tsx";

export function Writing({ Composer }: { Composer: ComponentType }) {
  const { room } = useScope();
  const words = useWords();
  const locale = useLocale();
  const standing = useStanding(room);
  switch (standing.state) {
    case "free":
      return <Composer />;
    case "unknown":
      return <div className="md-joinbar" />;
    case "archived":
      return <Quiet icon="archive" text={words.archivedText} />;
    case "announcement":
      return <Quiet icon="mega" text={words.announcementText} />;
    case "silenced":
      return <Quiet icon="clock" text={words.silencedText(moment(standing.until, locale))} />;
  }
}

export function Quiet({ icon, text }: { icon: IconName; text: string }) {
  return (
    <div className="md-joinbar md-quiet">
      <Icon name={icon} />
      <p>{text}</p>
    </div>
  );
}
