// While nothing is known yet: the mark, and that only if it takes longer than a moment. If it takes long,
// how the connection is, and a way to try again.
import { useEffect, useState } from "react";
import { useClient, useConnectionStatus } from "@madang/react";
import { Mark, StatusText, useWords } from "@madang/react/ui";
import styles from "./Hush.module.css";

const PATIENCE_MS = 3000;

export function Hush() {
  const client = useClient();
  const words = useWords();
  const status = useConnectionStatus();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={styles["hush"]}>
      <div>
        <Mark size={34} />
        {long ? <StatusText /> : null}
        {long && status.state === "waiting" ? (
          <button type="button" className="md-button" onClick={() => client.reconnectNow()}>
            {words.reconnectNow}
          </button>
        ) : null}
      </div>
    </main>
  );
}
