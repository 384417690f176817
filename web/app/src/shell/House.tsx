// Inside: the rooms on one side, the place one is in on the other. On a phone one of the two.
import { useState } from "react";
import { useMe } from "@madang/react";
import { Boundary } from "../Boundary.tsx";
import { BrokenWindow, NotLoadedWindow } from "../dialogs/NotLoadedWindow.tsx";
import { BrokenPage, NotLoadedPage } from "../NotLoaded.tsx";
import { part } from "../part.tsx";
import { mayAdminister } from "../admin/access.ts";
import { Browse } from "../screens/Browse.tsx";
import { Nowhere } from "../screens/Nowhere.tsx";
import { RoomPage } from "../screens/RoomPage.tsx";
import { useMyRooms } from "../rooms/order.ts";
import { useRoute, type Route } from "../route.ts";
import styles from "./House.module.css";
import { SaidLine } from "./said.tsx";
import { Sidebar } from "./Sidebar.tsx";
import { useHome } from "./useHome.ts";
import { useKeyboard } from "./useKeyboard.ts";
import { useKeys } from "./useKeys.ts";
import { useMyLocale } from "./useMyLocale.ts";
import { useNarrow } from "./useNarrow.ts";
import { useTitle } from "./useTitle.ts";

const WINDOW = { missing: NotLoadedWindow, broken: BrokenWindow };
const OpenRoom = part(() => import("../dialogs/OpenRoom.tsx"), WINDOW);
const Settings = part(() => import("../dialogs/Settings.tsx"), WINDOW);
const Keys = part(() => import("../dialogs/Keys.tsx"), WINDOW);
const NewMessage = part(() => import("../dialogs/NewMessage.tsx"), WINDOW);
const Switcher = part(() => import("../dialogs/Switcher.tsx"), WINDOW);

const brokenPlace = () => <BrokenPage back className={styles["place"]} />;
const PAGE = {
  missing: ({ again }: { again: () => void }) => (
    <NotLoadedPage again={again} back className={styles["place"]} />
  ),
  broken: brokenPlace,
  waiting: <main className={styles["place"]} />,
};
const Account = part(() => import("../account/Account.tsx"), PAGE);
const Admin = part(() => import("../admin/Admin.tsx"), { ...PAGE, rare: true });

const DIALOGS = {
  open: OpenRoom,
  write: NewMessage,
  settings: Settings,
  keys: Keys,
  switch: Switcher,
} as const;
export type DialogName = keyof typeof DIALOGS;

export function House() {
  const route = useRoute();
  const me = useMe();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  useHome(route);
  useTitle(route);
  useMyLocale();
  useKeyboard();
  const [pointing, setPointing] = useState(false);
  const rooms = useMyRooms(route.page === "room" ? route.roomId : null, pointing);
  useKeys(rooms, setDialog);
  const Dialog = dialog && DIALOGS[dialog];
  // On a phone the list of rooms is a page of its own.
  const alone = useNarrow() && route.page === "home";
  return (
    <div
      className={styles["house"]}
      data-page={route.page}
      data-people={route.page === "room" && route.people}
    >
      {route.page === "admin" && mayAdminister(me) ? (
        <Admin section={route.section} id={route.id} />
      ) : route.page === "account" ? (
        <Account section={route.section} />
      ) : alone ? (
        <main className={styles["rooms"]}>
          <Sidebar rooms={rooms} show={setDialog} onPointing={setPointing} alone />
        </main>
      ) : (
        <>
          <Sidebar rooms={rooms} show={setDialog} onPointing={setPointing} />
          <Boundary fallback={brokenPlace} of={route}>
            <main className={styles["place"]}>
              <Place route={route} show={setDialog} />
            </main>
          </Boundary>
        </>
      )}
      <SaidLine />
      {Dialog && <Dialog show={setDialog} onClose={() => setDialog(without(dialog))} />}
    </div>
  );
}

export default House;

/** A dialog closes itself only: it may say so twice, and the second time another one may be open. */
function without(closed: DialogName) {
  return (open: DialogName | null) => (open === closed ? null : open);
}

function Place({ route, show }: { route: Route; show: (dialog: DialogName) => void }) {
  switch (route.page) {
    case "room":
      return <RoomPage key={route.roomId} roomId={route.roomId} people={route.people} />;
    case "rooms":
      return <Browse onOpen={() => show("open")} />;
    case "nowhere":
    case "admin": // for whoever types the address without being asked to
      return <Nowhere />;
    // The list of rooms alone; pages of their own; and on the way home from the door.
    case "home":
    case "account":
    case "setup":
    case "sign-in":
    case "register":
    case "forgotten":
    case "join":
    case "reset":
    case "phone":
    case "email":
      return null;
  }
}
