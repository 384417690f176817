// The catalogue of the administration, in the reader's language. It is loaded with it and not before.
import type { Translation } from "@madang/react";
import { catalogue } from "../../words/catalogue.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export type AdminWords = Translation<typeof ko>;

export const useAdminWords = catalogue({ ko, en });
