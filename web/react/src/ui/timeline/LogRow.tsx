// One row of the list: a day, the line of what is new, the beginning, or a message.
import { memo } from "react";
import { useMessageActions } from "../message/useMessageActions.ts";
import { MessageRow } from "../message/MessageRow.tsx";
import { Beginning, Day, NewLine } from "./landmarks.tsx";
import type { Row } from "./rows.ts";

export interface LogRowProps {
  row: Row;
  index: number;
  measure: (element: HTMLLIElement | null) => void;
  name: string | null;
  role?: string | undefined;
  picture?: string | null | undefined;
  mine: boolean;
  tabbable: boolean;
}

export const LogRow = memo(function LogRow({ row, measure, index, ...rest }: LogRowProps) {
  if (row.kind === "message") return <MessageItem row={row} measure={measure} index={index} {...rest} />;
  return (
    <li ref={measure} data-index={index} className="md-row">
      {row.kind === "day" ? <Day at={row.at} /> : row.kind === "new" ? <NewLine /> : <Beginning />}
    </li>
  );
});

type MessageItemProps = Omit<LogRowProps, "row"> & { row: Extract<Row, { kind: "message" }> };

function MessageItem({ row, index, measure, mine, tabbable, ...who }: MessageItemProps) {
  const { message, follows, rest } = row;
  // Whoever has read a folded row has passed all that is in it.
  const { seq } = rest.at(-1) ?? message;
  const { handlers } = useMessageActions(message, mine);
  return (
    // Arrow keys go from row to row and letters act on the message, so rows take the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={measure}
      className="md-row"
      data-index={index}
      data-message={message.id}
      data-seq={seq ?? undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={tabbable ? 0 : -1}
      {...handlers}
    >
      <MessageRow message={message} follows={follows} rest={rest} mine={mine} {...who} />
    </li>
  );
}
