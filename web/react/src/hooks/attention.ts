// Is somebody really looking? The tab is visible and has focus, and a hand has touched something since.

const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

export class Attention {
  #touched = false;
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  get here(): boolean {
    return this.#touched && this.#document.visibilityState === "visible" && this.#document.hasFocus();
  }

  /** Starts watching; answers how to stop. */
  watch(): () => void {
    const view = this.#document.defaultView;
    const touch = () => void (this.#touched = true);
    const away = () => void (this.#touched = false);
    for (const name of TOUCHES) view?.addEventListener(name, touch, { capture: true, passive: true });
    view?.addEventListener("blur", away);
    this.#document.addEventListener("visibilitychange", away);
    return () => {
      for (const name of TOUCHES) view?.removeEventListener(name, touch, { capture: true });
      view?.removeEventListener("blur", away);
      this.#document.removeEventListener("visibilitychange", away);
    };
  }
}

let page: Attention | null = null;

/** One for the whole page: a touch counts for every room. */
export function pageAttention(): Attention {
  if (page === null) {
    page = new Attention(document);
    page.watch();
  }
  return page;
}
