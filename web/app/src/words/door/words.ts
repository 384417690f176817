// The catalogue of the door. It is part of the first screen, so it is kept short.
import type { Translation } from "@madang/react";
import { catalogue } from "../catalogue.ts";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

export type DoorWords = Translation<typeof ko>;
export const useDoorWords = catalogue({ ko, en });
