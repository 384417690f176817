// Who stands at the door, and which page of it they see. The address is kept: who came by a link to a room is in that
// room afterwards.
import { useEffect, useState } from "react";
import { useClient } from "@madang/react";
import { house as houses, useHouse, type HouseFace, type OpenRoom } from "../api/house.ts";
import { navigate, useRoute, type Route } from "../route.ts";
import { Link } from "../Link.tsx";
import { BrokenPage, NotLoadedPage } from "../NotLoaded.tsx";
import { part } from "../part.tsx";
import { Hush } from "../screens/Hush.tsx";
import { useAppWords } from "../words/words.ts";
import { useDoorWords } from "../words/door/words.ts";
import { Arrive } from "./Arrive.tsx";
import { Frame } from "./Frame.tsx";
import { SignIn } from "./SignIn.tsx";

const Seldom = part(() => import("./Seldom.tsx"), {
  missing: ({ again }) => <NotLoadedPage again={again} />,
  broken: () => <BrokenPage />,
  waiting: <Hush />,
  rare: true,
});

export function Door() {
  const route = useRoute();
  const { known, look } = useHouse();
  if (known.state === "loading") return <Hush />;
  if (known.state === "failed") return <Failed again={look} />;
  return <Page house={known.house} route={route} />;
}

function Page({ house, route }: { house: HouseFace; route: Route }) {
  const words = useDoorWords();
  const app = useAppWords();
  const { page } = route;
  if (page === "join" || page === "reset" || page === "email" || page === "phone")
    return <Seldom house={house} page={page} />;
  if (!house.claimed) return <Seldom house={house} page="unclaimed" key={page} />;
  if (page === "setup")
    return <Elsewhere house={house} title={words.claimedTitle} text={words.claimedText} />;
  if (page === "nowhere") return <Elsewhere house={house} title={app.nowhere} text={app.nowhereText} />;
  if (page === "register") {
    if (house.registration === "open") return <Seldom house={house} page={page} />;
    return <SignIn house={house} text={words.registerClosed} />;
  }
  if (page === "forgotten") return <Seldom house={house} page={page} />;
  const room = page === "room" ? route.roomId : null;
  return <Entrance key={`${page} ${room}`} house={house} room={room} />;
}

/** Nothing is here; who lives in the house signs in. */
function Elsewhere({ house, title, text }: { house: HouseFace; title: string; text: string }) {
  const words = useDoorWords();
  return (
    <Frame house={house} title={title} text={text}>
      <Link to={{ page: "sign-in" }} replace className="md-button">
        {words.signIn}
      </Link>
    </Frame>
  );
}

/** With an account; or, by a link to an open room, with just a name. */
function Entrance({ house, room }: { house: HouseFace; room: string | null }) {
  const words = useDoorWords();
  const open = useOpenRoom(room);
  const [signingIn, setSigningIn] = useState(false);
  if (open === "unknown") return <Hush />;
  if (open === null) return <SignIn house={house} />;
  if (signingIn) return <SignIn house={house} back={[words.asGuest, () => setSigningIn(false)]} />;
  return <Arrive house={house} room={open} back={[words.toSignIn, () => setSigningIn(true)]} />;
}

/** The room one came for, if guests may come into it; of others a stranger learns nothing. */
function useOpenRoom(id: string | null): OpenRoom | null | "unknown" {
  const client = useClient();
  const [found, setFound] = useState<OpenRoom | null | "unknown">(id === null ? null : "unknown");
  useEffect(() => {
    if (id === null) return;
    let here = true;
    void houses.lookFor(client, id).then((answer) => {
      if (here) setFound(answer.ok ? (answer.value.room ?? null) : null);
    });
    return () => void (here = false);
  }, [client, id]);
  return found;
}

function Failed({ again }: { again: () => Promise<void> }) {
  const client = useClient();
  const words = useDoorWords();
  const common = useAppWords();
  const retry = () => {
    client.reconnectNow();
    void again();
  };
  return (
    <Frame house={null} title={words.failedTitle} text={words.failedText}>
      <button type="button" className="md-button md-primary" onClick={retry}>
        {common.tryAgain}
      </button>
    </Frame>
  );
}

/** Inside, whatever the address was that one came in by. */
export function goHome(): void {
  navigate({ page: "home" }, { replace: true });
}
