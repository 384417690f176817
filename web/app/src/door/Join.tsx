// Invited by a link: /join#KEY. Looks whose invitation it is before it asks anything.
import { useEffect, useState } from "react";
import type { Refusal } from "@madang/client";
import { useClient, useMe } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { invitations, type InvitationFace } from "../api/invitations.ts";
import { HOME, keyOfLink, navigate } from "../route.ts";
import { Hush } from "../screens/Hush.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Accept } from "./Accept.tsx";
import { Expired, NO_KEY } from "./Expired.tsx";
import { SignIn } from "./SignIn.tsx";

export function Join({ house }: { house: HouseFace }) {
  const me = useMe();
  const words = useDoorWords();
  const [key] = useState(keyOfLink);
  const [found, setFound] = useInvitation(key);
  const [signingIn, setSigningIn] = useState(false);

  if (key === "") return <Expired house={house} code={NO_KEY} text="" />;
  if (found === null) return <Hush />;
  if ("ok" in found) return <Expired house={house} code={found.code} text={words.expiredInvitation} />;
  if (signingIn && me === null) {
    const back = [words.joinNew, () => setSigningIn(false)] as const;
    return (
      <SignIn house={house} title={words.joinTitle(found.house)} text={words.joinBy(found.by)} back={back} />
    );
  }
  const [room] = found.rooms;
  const goIn = () => {
    navigate(room ? { page: "room", roomId: room.id, people: false } : HOME, { replace: true });
  };
  return (
    <Accept
      house={house}
      invitation={found}
      secret={key}
      onIn={goIn}
      onSignIn={() => setSigningIn(true)}
      onExpired={setFound}
    />
  );
}

function useInvitation(key: string) {
  const client = useClient();
  const [found, setFound] = useState<InvitationFace | Refusal | null>(null);
  useEffect(() => {
    if (key === "") return;
    let here = true;
    void invitations.look(client, key).then((answer) => {
      if (here) setFound(answer.ok ? answer.value : answer);
    });
    return () => void (here = false);
  }, [client, key]);
  return [found, setFound] as const;
}
