// What one can do to a message, at hand while the pointer is over it. By keyboard: the keys of the row.
import type { TimelineMessage } from "@madang/client";
import { useWords } from "../../words/words.tsx";
import { Icon, type IconName } from "../Icon.tsx";
import type { MessageAction } from "./actions.ts";
import { useMessageActions } from "./useMessageActions.ts";

export const ACTION_ICONS: Record<MessageAction, IconName> = { copy: "copy", edit: "pen", remove: "trash" };

export function MessageBar({ message, mine }: { message: TimelineMessage; mine: boolean }) {
  const words = useWords();
  const { actions, run } = useMessageActions(message, mine);
  return (
    <div className="md-bar" role="toolbar" aria-label={words.actions}>
      {actions.map((action) => (
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
    </div>
  );
}
