// What one can do to a message, at hand while the pointer is over it. By keyboard: the keys of the row.
import type { TimelineMessage } from "@madang/client";
import { useWords } from "../../words/words.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import { AT_HAND, type MessageAction } from "./actions.ts";
import { useMessageActions } from "./useMessageActions.ts";

export const ACTION_ICONS: Record<MessageAction, IconName> = {
  copy: "copy",
  edit: "pen",
  report: "flag",
  person: "card",
  remove: "trash",
};

export function MessageBar({ message, mine }: { message: TimelineMessage; mine: boolean }) {
  const words = useWords();
  const { actions, run, openMenu } = useMessageActions(message, mine);
  const atHand = actions.filter((action) => AT_HAND.includes(action) && (mine || action !== "remove"));
  return (
    <div className="md-bar" role="toolbar" aria-label={words.actions}>
      {atHand.map((action) => (
        <button
          key={action}
          type="button"
          tabIndex={-1}
          aria-label={words[action]}
          title={words[action]}
          onClick={() => run(action)}
        >
          <Icon name={ACTION_ICONS[action]} />
        </button>
      ))}
      {actions.length > atHand.length ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.more}
          title={words.more}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            openMenu(left - 120, bottom + 4);
          }}
        >
          <Icon name="dots" />
        </button>
      ) : null}
    </div>
  );
}
