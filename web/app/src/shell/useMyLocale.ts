// On a device where no language was chosen, that of my profile.
import { useEffect } from "react";
import { useClient, useMe, useSession } from "@madang/react";
import { account } from "../api/account.ts";
import { adoptLocale, hasChosenLocale } from "../preferences.ts";

export function useMyLocale(): void {
  const client = useClient();
  const me = useMe()?.id;
  const ready = useSession() === "ready";
  useEffect(() => {
    if (me === undefined || !ready || hasChosenLocale()) return;
    let here = true;
    void account.profile(client).then((answer) => {
      if (here && answer.ok) adoptLocale(answer.value.locale);
    });
    return () => void (here = false);
  }, [client, me, ready]);
}
