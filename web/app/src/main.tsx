// The start of the app: one client for the whole page, and the first screen.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createClient } from "@madang/client";
import { idbStorage } from "@madang/client/storage-idb";
import { MadangProvider } from "@madang/react";
import "@madang/react/style.css";
import "./app.css";
import { App } from "./App.tsx";
import { Boundary } from "./Boundary.tsx";
import { Accent } from "./house/Accent.tsx";
import { BrokenPage } from "./NotLoaded.tsx";
import { useChosenLocale } from "./preferences.ts";
import { useRoute } from "./route.ts";

const client = createClient({ name: "madang-web", storage: idbStorage() });
client.start();

const broken = () => <BrokenPage />;

function Page() {
  return (
    <MadangProvider client={client} locale={useChosenLocale()}>
      <Accent />
      <Boundary fallback={broken} of={useRoute()}>
        <App />
      </Boundary>
    </MadangProvider>
  );
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
