// A link that is shown this once: to be copied, or to be held before a camera.
import { Dialog } from "../../dialogs/Dialog.tsx";
import form from "../../dialogs/Form.module.css";
import { SharedLink } from "../../invitations/SharedLink.tsx";
import { useAdminWords } from "../words/words.ts";

export interface OnceProps {
  title: string;
  /** Why it is shown only now, and to whom it may be given. */
  text: string;
  /** How long it is good. */
  until?: string | undefined;
  /** As the server gave it; it need not name the server. */
  url: string;
  onClose: () => void;
}

export function Once({ title, text, until, url, onClose }: OnceProps) {
  const words = useAdminWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={form["form"]}>
        <p className={form["intro"]}>
          {text} {until}
        </p>
        <SharedLink url={url} />
        <div className={form["bar"]}>
          <button type="button" className="md-button" onClick={onClose}>
            {words.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
