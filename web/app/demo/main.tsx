// The app over the test server: /demo/?as=minsu&lang=ko. Not part of the build.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createClient } from "@madang/client";
import { MadangProvider } from "@madang/react";
import "@madang/react/style.css";
import "../src/app.css";
import { Accent } from "../src/house/Accent.tsx";
import { App } from "../src/App.tsx";
import { chooseLocale, useChosenLocale } from "../src/preferences.ts";
import { ACCOUNT } from "./account.ts";
import { villageHall } from "./administration.ts";
import { HOUSE, withHouse, type Answers } from "./house.ts";
import { village } from "./village.ts";

const asked = new URLSearchParams(location.search);
const ko = asked.get("lang") !== "en";
chooseLocale(ko ? "ko" : "en");
const theme = asked.get("theme");
if (theme) document.documentElement.dataset["theme"] = theme;
const { server, live } = village(ko, asked.has("read") ? Number(asked.get("read")) : null);
const as = asked.get("as");
// `&role=owner`: with a village hall, at /admin.
const role = asked.get("role");
const me = as && role ? server.person(as) : null;
if (me) Object.assign(me, { role });
const answers: Answers = {
  ...ACCOUNT,
  ...(me && villageHall(me.id, ko).answers),
  ...(me === null && { "GET /house": { ...HOUSE, ...JSON.parse(asked.get("house") ?? "{}") } }),
};
const client = createClient(withHouse(as ? server.optionsFor(as) : server.options(), answers));
history.replaceState({ depth: 0 }, "", asked.get("at") ?? "/");
Object.assign(globalThis, { madang: client });
client.start();
setTimeout(live, 300);

function Page() {
  return (
    <MadangProvider client={client} locale={useChosenLocale()}>
      <Accent />
      <App />
    </MadangProvider>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
