// Outside, or inside the house. Inside is loaded while somebody types a name.
import { lazy, Suspense, useEffect } from "react";
import { useMe, useSession } from "@madang/react";
import { Hush } from "./screens/Hush.tsx";
import { Welcome } from "./screens/Welcome.tsx";

const loadHouse = () => import("./shell/House.tsx");
const House = lazy(loadHouse);

export function App() {
  const session = useSession();
  const me = useMe();
  useEffect(() => void loadHouse(), []);
  if (session === "none") return <Welcome />;
  if (session === "unknown" && me === null) return <Hush />;
  return (
    <Suspense fallback={<Hush />}>
      <House />
    </Suspense>
  );
}
