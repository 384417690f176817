// A link as a QR code: dark on white in both themes, for that is what cameras read best.
import { encode } from "uqr";
import styles from "./Qr.module.css";

const QUIET = 3;

export function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const edge = size + 2 * QUIET;
  return (
    <svg
      className={styles["qr"]}
      viewBox={`0 0 ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path className={styles["paper"]} d={`M0 0h${edge}v${edge}H0z`} />
      <path d={darkPath(data)} />
    </svg>
  );
}

/** One flat rectangle for each run of dark squares. */
export function darkPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x]) continue;
        const start = x;
        while (row[x + 1]) x += 1;
        runs.push(`M${start + QUIET} ${y + QUIET}h${x + 1 - start}v1h-${x + 1 - start}z`);
      }
      return runs;
    })
    .join("");
}
