// The catalogue of the account pages, loaded with them.
import { catalogue } from "../catalogue.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export const useAccountWords = catalogue({ ko, en });
