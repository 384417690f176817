// Who stands at the door, and which page of it they see. The address is kept: who came by a link to a room is in that
// room afterwards.
import { useState } from "react";
import { useClient, useMe } from "@madang/react";
import { useHouse, type HouseFace } from "../api/house.ts";
import { keyOfLink, navigate, useRoute, type Route } from "../route.ts";
import { Hush } from "../screens/Hush.tsx";
import { useAppWords } from "../words/words.ts";
import { useDoorWords } from "../words/door/words.ts";
import { Arrive } from "./Arrive.tsx";
import { Forgotten } from "./Forgotten.tsx";
import { Frame } from "./Frame.tsx";
import { Join } from "./Join.tsx";
import { Phone } from "./Phone.tsx";
import { Register } from "./Register.tsx";
import { Reset } from "./Reset.tsx";
import { SetUp } from "./SetUp.tsx";
import { SignIn } from "./SignIn.tsx";
import { Verify } from "./Verify.tsx";

export function Door() {
  const route = useRoute();
  const { known, look } = useHouse();
  if (known.state === "loading") return <Hush />;
  if (known.state === "failed") return <Failed again={look} />;
  return <Page house={known.house} route={route} />;
}

function Page({ house, route }: { house: HouseFace; route: Route }) {
  const { page } = route;
  if (page === "join") return <Join house={house} />;
  if (page === "reset") return <Reset house={house} />;
  if (page === "email") return <Verify house={house} />;
  if (page === "phone") return <Phone house={house} />;
  if (!house.claimed) return <Unclaimed house={house} key={page} page={page} />;
  if (page === "register" && house.registration === "open") return <Register house={house} />;
  if (page === "forgotten") return <Forgotten house={house} />;
  return <Entrance key={page} house={house} room={page === "room" ? route.roomId : null} />;
}

/** Nobody owns it yet: whoever sits at the machine may, and may also just look around. */
function Unclaimed({ house, page }: { house: HouseFace; page: Route["page"] }) {
  const words = useDoorWords();
  const inside = useMe() !== null;
  const [looking, setLooking] = useState(false);
  if (looking) return <Arrive house={house} room={null} back={[words.toSetUp, () => setLooking(false)]} />;
  const may = house.may_claim || (page === "setup" && keyOfLink() !== "");
  if (!may) return <Frame house={house} title={words.notOpenTitle} text={words.notOpenText} />;
  return <SetUp house={house} lookAround={inside ? goHome : () => setLooking(true)} />;
}

/** With an account; or, into an open room, with just a name. */
function Entrance({ house, room }: { house: HouseFace; room: string | null }) {
  const words = useDoorWords();
  const [asGuest, setAsGuest] = useState(false);
  if (room !== null && asGuest) {
    return <Arrive house={house} room={room} back={[words.toSignIn, () => setAsGuest(false)]} />;
  }
  return <SignIn house={house} asGuest={room === null ? null : () => setAsGuest(true)} />;
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
