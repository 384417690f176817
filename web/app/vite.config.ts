// The app is built from the sources of the two packages next door, through what they publish
// (the condition `madang-source` in their exports), so that the React Compiler sees all of it.
import { fileURLToPath } from "node:url";
import babel from "@rolldown/plugin-babel";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["DEV_SERVER"] ?? "http://localhost:8000";

export default defineConfig({
  plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
  resolve: {
    conditions: ["madang-source", "module", "browser", "development|production"],
    alias: { entities: fileURLToPath(new URL("src/markdown/entities.ts", import.meta.url)) },
  },
  build: {
    target: "baseline-widely-available",
    // One sheet for all: a part that is loaded later cannot come without its looks, nor fail for them.
    cssCodeSplit: false,
    // No inline scripts: the page's policy forbids them.
    modulePreload: { polyfill: false },
    // For scripts/budget.js, which takes it away again.
    manifest: true,
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      "/api": { target: server, ws: true },
      "/ws": { target: server, ws: true },
    },
  },
});
