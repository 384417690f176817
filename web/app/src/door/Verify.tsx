// By a link in a mail: the address is mine. Only who gave it can show that.
import { useEffect, useState } from "react";
import { useClient, useMe } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { account } from "../api/account.ts";
import type { HouseFace } from "../api/house.ts";
import { Link } from "../Link.tsx";
import { keyOfLink } from "../route.ts";
import { Hush } from "../screens/Hush.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Expired } from "./Expired.tsx";
import { Frame } from "./Frame.tsx";

export function Verify({ house }: { house: HouseFace }) {
  const client = useClient();
  const me = useMe();
  const words = useDoorWords();
  const common = useWords();
  const [key] = useState(keyOfLink);
  const [came, setCame] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    void account.verifyEmail(client, key).then((answer) => {
      if (here) setCame(answer.ok ? "ok" : answer.code);
    });
    return () => void (here = false);
  }, [client, key]);
  if (came === null) return <Hush />;
  if (came === "expired") return <Expired house={house} text={words.expiredEmail} />;
  const title = came === "ok" ? words.emailVerifiedTitle : words.failedTitle;
  return (
    <Frame
      house={house}
      title={title}
      text={came === "ok" ? words.emailVerifiedText : whyRefused(came, common)}
    >
      <Link
        to={me ? { page: "account", section: "security" } : { page: "home" }}
        replace
        className="md-button md-primary"
      >
        {words.goIn}
      </Link>
    </Frame>
  );
}
