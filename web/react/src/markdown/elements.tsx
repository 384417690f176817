// Markdown tokens → React elements. Text stays text on this road, so nothing typed can become a page.
import { createElement, Fragment, type ReactNode } from "react";
import { CodeBlock } from "./CodeBlock.tsx";
import { isAllowedLink } from "./links.ts";
import type { Token } from "./parser.ts";

interface Open {
  readonly token: Token | null;
  readonly children: ReactNode[];
}

export function toElements(tokens: readonly Token[]): ReactNode[] {
  const root: Open = { token: null, children: [] };
  const open: Open[] = [root];
  tokens.forEach((token, index) => {
    const around = open.at(-1) ?? root;
    if (token.nesting === 1) open.push({ token, children: [] });
    else if (token.nesting === 0) around.children.push(leaf(token, index));
    else if (around.token) {
      open.pop();
      (open.at(-1) ?? root).children.push(element(around.token, around.children, index));
    }
  });
  return root.children;
}

function leaf(token: Token, key: number): ReactNode {
  switch (token.type) {
    case "inline":
      return <Fragment key={key}>{toElements(token.children ?? [])}</Fragment>;
    case "softbreak":
    case "hardbreak":
      return <br key={key} />;
    case "code_inline":
      return <code key={key}>{token.content}</code>;
    case "fence":
      return <CodeBlock key={key} code={token.content.replace(/\n$/, "")} language={token.info.trim()} />;
    default:
      return token.content;
  }
}

const PLAIN = new Set([
  "p",
  "ul",
  "li",
  "em",
  "strong",
  "s",
  "blockquote",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
]);

function element(token: Token, children: ReactNode[], key: number): ReactNode {
  const { tag } = token;
  if (token.hidden) return <Fragment key={key}>{children}</Fragment>;
  if (tag === "a") return link(token, children, key);
  if (tag === "ol") {
    return (
      <ol key={key} start={Number(token.attrGet("start") ?? 1)}>
        {children}
      </ol>
    );
  }
  if (tag === "table") {
    return (
      <div key={key} className="md-table">
        <table>{children}</table>
      </div>
    );
  }
  // A heading of the message is none of the page's.
  if (/^h[1-6]$/.test(tag)) {
    return (
      <p key={key} className={`md-heading md-${tag}`}>
        <strong>{children}</strong>
      </p>
    );
  }
  return PLAIN.has(tag) ? createElement(tag, { key }, children) : <Fragment key={key}>{children}</Fragment>;
}

function link(token: Token, children: ReactNode[], key: number): ReactNode {
  const href = String(token.attrGet("href") ?? "");
  if (!isAllowedLink(href)) return <Fragment key={key}>{children}</Fragment>;
  return (
    <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  );
}
