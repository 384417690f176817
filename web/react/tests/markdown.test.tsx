import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { isLoneEmoji } from "../src/markdown/emoji.ts";
import { linkLength } from "../src/markdown/links.ts";
import { plainText } from "../src/markdown/plain.ts";
import { MessageText } from "../src/markdown/MessageText.tsx";

const html = (text: string) =>
  renderToStaticMarkup(<MessageText text={text} />)
    .replace(/^<div class="md-text">/, "")
    .replace(/<\/div>$/, "");
const cut = (url: string) => [url.slice(0, linkLength(url)), url.slice(linkLength(url))];

test("plain text stays as it was typed", () => {
  for (const text of [
    "안녕하세요",
    ">_<",
    "*^^*",
    "*_*",
    "ㅠ_ㅠ 진짜 ㅠ_ㅠ",
    "2026. 11. 25. 회의합니다",
    "11. 25. 봐요",
    "2*3*4",
    "snake_case_name",
    "네~~ 알겠어요~~ 좋아요~~",
    "아~~주 좋아~~",
    String.raw`¯\_(ツ)_/¯`,
    "[가]: 나",
    "---",
    "    네 칸",
    "1984년에",
    "```",
  ]) {
    const shown = html(text).replaceAll("&gt;", ">").replaceAll("&lt;", "<");
    expect(shown).toBe(`<p>${text}</p>`);
  }
});

test("formatting works right before a particle", () => {
  expect(html("**중요**하고 *조금*은 `코드`도")).toBe(
    "<p><strong>중요</strong>하고 <em>조금</em>은 <code>코드</code>도</p>",
  );
  expect(html('**"중요"**라고')).toBe("<p><strong>&quot;중요&quot;</strong>라고</p>");
  expect(html("~~취소~~는")).toBe("<p><s>취소</s>는</p>");
});

test("lines, lists, quotes and code", () => {
  expect(html("한 줄\n두 줄")).toBe("<p>한 줄<br/>두 줄</p>");
  expect(html("- 하나\n- 둘")).toBe("<ul>\n<li>하나</li>\n<li>둘</li>\n</ul>".replaceAll("\n", ""));
  expect(html("3. 셋")).toBe('<ol start="3"><li>셋</li></ol>');
  expect(html("> 인용")).toBe("<blockquote><p>인용</p></blockquote>");
  expect(html("```js\nlet a = 1\n```")).toContain(
    '<pre tabindex="0" data-language="js"><code>let a = 1</code></pre>',
  );
});

test("no HTML ever comes out of text", () => {
  expect(html('<img src=x onerror="alert(1)">')).toBe(
    "<p>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</p>",
  );
  expect(html("<script>alert(1)</script>")).not.toContain("<script");
  expect(html("![그림](https://evil.example/a.png)")).not.toContain("<img");
});

test("only http, https and mailto become links", () => {
  for (const url of [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "//evil.example",
  ]) {
    expect(html(`[여기](${url})`)).not.toContain("<a");
  }
  expect(html("[메일](mailto:a@b.kr)")).toContain('href="mailto:a@b.kr"');
  const link = html("https://example.com");
  expect(link).toContain('target="_blank"');
  expect(link).toContain('rel="noopener noreferrer nofollow ugc"');
});

test("a bare link does not swallow the particle after it", () => {
  expect(cut("https://example.com/문서를")).toEqual(["https://example.com/문서", "를"]);
  expect(cut("https://example.com/docs에서")).toEqual(["https://example.com/docs", "에서"]);
  expect(cut("https://example.com/a?b=1은")).toEqual(["https://example.com/a?b=1", "은"]);
  expect(cut("https://example.com를")).toEqual(["https://example.com", "를"]);
  expect(cut("https://example.com/일정은")).toEqual(["https://example.com/일정", "은"]);
});

test("a word that only looks like one with a particle stays whole", () => {
  for (const word of ["사과", "대한민국", "마을", "휴가", "제주도", "회의", "고양이", "가을"]) {
    expect(cut(`https://namu.wiki/w/${word}`)[1]).toBe("");
  }
});

test("the particle after a link is text", () => {
  expect(html("https://example.com/문서를 봐요")).toMatch(
    /<a [^>]*>https:\/\/example\.com\/문서<\/a>를 봐요<\/p>$/,
  );
});

test("a few emoji alone are large; text is not", () => {
  const emoji = ["🌇", "👍🏽", "👨‍👩‍👧‍👦", "🇰🇷🇰🇷", "❤️ ❤️", "1️⃣"];
  const others = ["", "안녕 🌇", "12", "🌇🌇🌇🌇🌇🌇", "ok", "*"];
  expect(emoji.filter(isLoneEmoji)).toEqual(emoji);
  expect(others.filter(isLoneEmoji)).toEqual([]);
});

test("what is read aloud has no signs, and an end", () => {
  expect(plainText("**중요**하고 `코드`도\n> 따온 말\n\n- 하나\n- [둘](https://example.com)")).toBe(
    "중요하고 코드도 따온 말 하나 둘",
  );
  expect(plainText("```js\nconst a = 1;\n```")).toBe("const a = 1;");
  expect(plainText("가".repeat(4000))).toBe(`${"가".repeat(200)}…`);
  expect(plainText("😀".repeat(201))).toBe(`${"😀".repeat(200)}…`);
});
