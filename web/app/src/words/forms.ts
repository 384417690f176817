// What forms say, whatever they are about.
import { catalogue } from "./catalogue.ts";

export const useFormWords = catalogue({
  ko: {
    missing: "여기를 적어주세요.",
    tooLong: (limit: number) => `${limit}자까지 쓸 수 있어요.`,
    tooShort: (least: number) => `${least}자 이상이어야 해요.`,
    wrong: "이렇게는 쓸 수 없어요.",
    failed: "뜻밖의 문제가 생겼어요. 한 번 더 해보세요.",
    show: "비밀번호 보기",
    hide: "비밀번호 가리기",
    optional: "없어도 돼요",
    waiting: "잠시만요…",
    copy: "복사하기",
    copied: "복사했어요",
  },
  en: {
    missing: "Please fill this in.",
    tooLong: (limit) => `This can have up to ${limit} characters.`,
    tooShort: (least) => `This needs at least ${least} characters.`,
    wrong: "This cannot be used here.",
    failed: "Something unexpected went wrong. Please try again.",
    show: "Show password",
    hide: "Hide password",
    optional: "optional",
    waiting: "One moment…",
    copy: "Copy",
    copied: "Copied",
  },
});
