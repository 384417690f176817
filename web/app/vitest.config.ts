import { defineConfig } from "vitest/config";

const conditions = ["madang-source", "module", "browser", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { environment: "jsdom", include: ["tests/**/*.test.{ts,tsx}"], sequence: { shuffle: true } },
});
