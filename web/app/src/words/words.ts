// The app's own catalogue, for what all its parts say; the components of @madang/react bring theirs.
import type { Translation } from "@madang/react";
import { catalogue } from "./catalogue.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export type AppWords = Translation<typeof ko>;
export const useAppWords = catalogue({ ko, en });
