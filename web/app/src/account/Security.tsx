// How I come in: handle, address, password, and the second factor.
import { useState } from "react";
import { account, type Account } from "../api/account.ts";
import { useAsked } from "../api/asking.ts";
import { useHouse } from "../api/house.ts";
import { SectionPage } from "../shell/Sections.tsx";
import { useAccountWords } from "../words/account/words.ts";
import { Answered } from "./Answered.tsx";
import { Block } from "./Block.tsx";
import { ChangeEmail } from "./ChangeEmail.tsx";
import { ChangeHandle } from "./ChangeHandle.tsx";
import { ChangePassword } from "./ChangePassword.tsx";
import styles from "./Account.module.css";
import { Identities } from "./Identities.tsx";
import { RenewCodes } from "./RenewCodes.tsx";
import { StartTotp } from "./StartTotp.tsx";
import { StopTotp } from "./StopTotp.tsx";

type Open = "handle" | "email" | "password" | "start-totp" | "stop-totp" | "codes" | null;

export function Security() {
  const words = useAccountWords();
  const asked = useAsked(["account"], account.get);
  return (
    <SectionPage title={words.security} back={{ page: "account", section: null }}>
      <Answered asked={asked}>{(mine) => <Ways mine={mine} />}</Answered>
    </SectionPage>
  );
}

function Ways({ mine }: { mine: Account }) {
  const words = useAccountWords();
  const { known } = useHouse();
  const [open, setOpen] = useState<Open>(null);
  const [changed, setChanged] = useState(false);
  const mail = known.state === "there" && known.house.sign_in.mail;
  const close = () => setOpen(null);
  const button = (what: Open, label: string) => (
    <button type="button" className="md-button" onClick={() => setOpen(what)}>
      {label}
    </button>
  );
  return (
    <>
      <Block
        title={words.handle}
        text={words.handleText(mine.handle)}
        tools={button("handle", words.changeHandle)}
      />
      {mail || mine.email ? (
        <Block
          title={words.email}
          text={<Address mine={mine} />}
          tools={button("email", words.changeEmail)}
        />
      ) : null}
      <Block
        title={words.password}
        text={
          <>
            <p>{mine.password ? words.passwordText : words.passwordNone}</p>
            <output className={styles["done"]}>{changed ? words.passwordChanged : null}</output>
          </>
        }
        tools={button("password", mine.password ? words.changePassword : words.setPassword)}
      />
      <Block
        title={words.totp}
        text={
          <>
            <p>{mine.totp ? words.totpOn : words.totpOff}</p>
            {mine.totp ? <p>{words.totpLeft(mine.recovery_codes)}</p> : null}
          </>
        }
        tools={
          mine.totp ? (
            <div className={styles["tools"]}>
              {button("codes", words.renewCodes)}
              {button("stop-totp", words.totpStop)}
            </div>
          ) : (
            button("start-totp", words.totpStart)
          )
        }
      />
      {mine.identities.length > 0 ? <Identities mine={mine} /> : null}
      {open === "handle" ? <ChangeHandle mine={mine} onClose={close} /> : null}
      {open === "email" ? <ChangeEmail mine={mine} onClose={close} /> : null}
      {open === "password" ? (
        <ChangePassword mine={mine} onClose={close} onDone={() => setChanged(true)} />
      ) : null}
      {open === "start-totp" ? <StartTotp onClose={close} /> : null}
      {open === "codes" ? <RenewCodes onClose={close} /> : null}
      {open === "stop-totp" ? <StopTotp onClose={close} /> : null}
    </>
  );
}

function Address({ mine }: { mine: Account }) {
  const words = useAccountWords();
  if (!mine.email) return <p>{words.emailNone}</p>;
  return (
    <>
      <p>
        {mine.email}{" "}
        {mine.email_verified ? <span className={styles["badge"]}>{words.emailVerified}</span> : null}
      </p>
      {mine.email_verified ? null : <p>{words.emailUnverified}</p>}
    </>
  );
}
