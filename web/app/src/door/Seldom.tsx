// Pages of the door that one comes to by a link, or once: loaded for who does.
import type { HouseFace } from "../api/house.ts";
import { Forgotten } from "./Forgotten.tsx";
import { Join } from "./Join.tsx";
import { Phone } from "./Phone.tsx";
import { Register } from "./Register.tsx";
import { Reset } from "./Reset.tsx";
import { Unclaimed } from "./Unclaimed.tsx";
import { Verify } from "./Verify.tsx";

const PAGES = {
  join: Join,
  reset: Reset,
  email: Verify,
  phone: Phone,
  register: Register,
  forgotten: Forgotten,
  unclaimed: Unclaimed,
};

export default function Seldom({ house, page }: { house: HouseFace; page: keyof typeof PAGES }) {
  const Page = PAGES[page];
  return <Page house={house} />;
}
