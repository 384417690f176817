// By a link in a mail: the address is mine. Only who gave it can show that, and signs in for it where they are not in.
import { useEffect, useState } from "react";
import { useClient, useMe } from "@madang/react";
import { account } from "../api/account.ts";
import type { HouseFace } from "../api/house.ts";
import { Link } from "../Link.tsx";
import { keyOfLink } from "../route.ts";
import { Hush } from "../screens/Hush.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Expired } from "./Expired.tsx";
import { Frame } from "./Frame.tsx";
import { SignIn } from "./SignIn.tsx";

export function Verify({ house }: { house: HouseFace }) {
  const client = useClient();
  const signedIn = useMe() !== null;
  const words = useDoorWords();
  const [key] = useState(keyOfLink);
  const [came, setCame] = useState<string | null>(null);
  useEffect(() => {
    if (!signedIn) return;
    let here = true;
    void account.verifyEmail(client, key).then((answer) => {
      if (here) setCame(answer.ok ? "ok" : answer.code);
    });
    return () => void (here = false);
  }, [client, key, signedIn]);
  if (!signedIn) return <SignIn house={house} title={words.emailVerifyTitle} text={words.emailVerifyText} />;
  if (came === null) return <Hush />;
  if (came !== "ok") return <Expired house={house} code={came} text={words.expiredEmail} />;
  return (
    <Frame house={house} title={words.emailVerifiedTitle} text={words.emailVerifiedText}>
      <Link to={{ page: "account", section: "security" }} replace className="md-button md-primary">
        {words.goIn}
      </Link>
    </Frame>
  );
}
