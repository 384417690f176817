// Outside, or inside the house. Inside is loaded while somebody types a name.
import { useEffect } from "react";
import { useMe, useSession } from "@madang/react";
import { useHouse } from "./api/house.ts";
import { Door, goHome } from "./door/Door.tsx";
import { BrokenPage, NotLoadedPage } from "./NotLoaded.tsx";
import { part } from "./part.tsx";
import { isDoor, useRoute, type Route } from "./route.ts";
import { useFocusKept } from "./shell/useFocusKept.ts";
import { Hush } from "./screens/Hush.tsx";

const loadHouse = () => import("./shell/House.tsx");
const House = part(loadHouse, { missing: NotLoadedPage, broken: BrokenPage, waiting: <Hush /> });

/** Links that mean something also for who is in: to become a member, or somebody else, or to show that a mail came. */
const FOR_ALL = new Set<Route["page"]>(["join", "reset", "phone", "email"]);

export function App() {
  const session = useSession();
  const me = useMe();
  const { page } = useRoute();
  useFocusKept();
  const inside = session !== "none" && me !== null;
  const { known } = useHouse();
  const unclaimed = known.state === "there" && !known.house.claimed;
  const forAll = FOR_ALL.has(page) || (page === "setup" && unclaimed);
  useEffect(() => void loadHouse().catch(() => undefined), []);
  // Who is in has no business at the door any more.
  const home = inside && isDoor(page) && !forAll && known.state !== "loading";
  useEffect(() => {
    if (home) goHome();
  }, [home]);
  if (session === "unknown" && me === null) return <Hush />;
  if (!inside || forAll) return <Door />;
  return <House />;
}
