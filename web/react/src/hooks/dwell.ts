// How long rows have been on screen. A message counts as read after it was half visible for a while.

export const DWELL_MS = 500;

export interface Extent {
  readonly seq: number;
  readonly top: number;
  readonly bottom: number;
}

export class Dwell {
  readonly #since = new Map<number, number>();

  /** Takes what is on screen now; answers the latest seq that stayed long enough, or null. */
  look(rows: readonly Extent[], viewTop: number, viewBottom: number, now: number): number | null {
    const visible = new Set(
      rows.filter((row) => isHalfVisible(row, viewTop, viewBottom)).map((row) => row.seq),
    );
    for (const seq of this.#since.keys()) if (!visible.has(seq)) this.#since.delete(seq);
    let latest: number | null = null;
    for (const seq of visible) {
      const since = this.#since.get(seq) ?? now;
      this.#since.set(seq, since);
      if (now - since >= DWELL_MS && (latest === null || seq > latest)) latest = seq;
    }
    return latest;
  }

  forget(): void {
    this.#since.clear();
  }
}

/** Half of the row, or, for a row taller than that, half of the view. */
function isHalfVisible(row: Extent, viewTop: number, viewBottom: number): boolean {
  const seen = Math.min(row.bottom, viewBottom) - Math.max(row.top, viewTop);
  return seen > 0 && seen >= Math.min(row.bottom - row.top, viewBottom - viewTop) / 2;
}
