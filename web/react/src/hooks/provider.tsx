// Which client the hooks around here talk to: the nearest provider's, or one shared by the whole page.
import { createContext, use, useEffect, type ReactNode } from "react";
import { createClient, type Client } from "@madang/client";
import { idbStorage } from "@madang/client/storage-idb";
import { LocaleProvider, useLocale } from "../words/words.tsx";
import type { Locale } from "../words/locale.ts";
import { pageAttention } from "./attention.ts";

const ClientContext = createContext<Client | null>(null);
let shared: Client | null = null;

export interface MadangProviderProps {
  client: Client;
  locale?: Locale;
  children: ReactNode;
}

export function MadangProvider({ client, locale, children }: MadangProviderProps) {
  const around = useLocale();
  useEffect(() => client.start(), [client]);
  // From the start: the touch that opens a room counts for what is read in it.
  useEffect(() => void pageAttention(), []);
  return (
    <ClientContext value={client}>
      <LocaleProvider locale={locale ?? around}>{children}</LocaleProvider>
    </ClientContext>
  );
}

export function useClient(): Client {
  const given = use(ClientContext);
  const client = given ?? sharedClient();
  useEffect(() => {
    if (given === null) client.start();
  }, [client, given]);
  return client;
}

// Made on first use: importing this package opens no connection. It never stops with a component, so
// that a message on its way is delivered though everything was unmounted.
function sharedClient(): Client {
  shared ??= createClient(typeof indexedDB === "undefined" ? {} : { storage: idbStorage() });
  return shared;
}
