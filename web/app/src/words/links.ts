// What is said about links that lead into this computer only.
import { catalogue } from "./catalogue.ts";

export const useLinkWords = catalogue({
  ko: {
    onlyHere: "이 링크는 이 컴퓨터에서만 열려요.",
    howOthers:
      "다른 기기에서도 열리게 하려면 서버를 MADANG_HOST=0.0.0.0으로 켜고, 이 컴퓨터의 주소로 들어와 링크를 다시 만들거나, MADANG_PUBLIC_URL에 이 마당의 주소를 적어주세요.",
  },
  en: {
    onlyHere: "This link works on this computer only.",
    howOthers:
      "For other devices, start the server with MADANG_HOST=0.0.0.0, come in by the address of this computer and make the link anew; or tell the server its address with MADANG_PUBLIC_URL.",
  },
});
