// Leaving asks first, and says that the door stays open.
import { useState } from "react";
import type { RoomHandle } from "@madang/client";
import { useObservable } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { lastRooms } from "../preferences.ts";
import { navigate } from "../route.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { useAppWords } from "../words/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

export default function LeaveRoom({ room, onClose }: { room: RoomHandle; onClose: () => void }) {
  const words = useAppWords();
  const more = useRoomWords();
  const common = useWords();
  const view = useObservable(room.view);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    const result = await room.leave();
    if (!result.ok) return setProblem(whyRefused(result.code, common));
    onClose();
    lastRooms.leave(room.id);
    navigate({ page: "home" }, { replace: true });
  };
  return (
    <Dialog title={words.leaveTitle(view?.name ?? room.id)} onClose={onClose}>
      <div className={styles["form"]}>
        <p className={styles["intro"]}>
          {view?.kind === "private" ? more.leavePrivateText : words.leaveText}
        </p>
        <p className={styles["problem"]} role="alert">
          {problem}
        </p>
        <Bar onCancel={onClose}>
          <button type="button" className="md-button md-danger" onClick={() => void leave()}>
            {words.leave}
          </button>
        </Bar>
      </div>
    </Dialog>
  );
}
