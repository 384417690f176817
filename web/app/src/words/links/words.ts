// The catalogue of links that let somebody in, loaded with the windows that make them.
import { catalogue } from "../catalogue.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export const useLinkWords = catalogue({ ko, en });
