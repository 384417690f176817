// All that goes over HTTP. Every outcome is a Result: a problem answer is its refusal, a
// broken road is the code `offline`.
import type { World } from "./options.js";
import { refuse, type Refusal, type Result } from "./result.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export async function ask<T>(world: World, method: Method, path: string, body?: unknown): Promise<Result<T>> {
  try {
    const answer = await world.fetch(`${world.url}/api${path}`, requestOf(world, method, body));
    const value: unknown = answer.status === 204 ? undefined : await answer.json();
    return answer.ok ? { ok: true, value: value as T } : problem(value);
  } catch {
    return refuse("offline", "The server could not be reached.");
  }
}

function requestOf(world: World, method: Method, body: unknown): RequestInit {
  const headers: Record<string, string> = { accept: "application/json" };
  if (world.token !== null) headers["authorization"] = `Bearer ${world.token}`;
  // A program has no cookie jar, and a token needs none.
  const credentials = world.token === null && world.keep === "cookie" ? "include" : "omit";
  if (body === undefined) return { method, headers, credentials };
  // Bytes, like a picture, say themselves what they are.
  if (body instanceof Blob) return { method, headers, credentials, body };
  headers["content-type"] = "application/json";
  return { method, headers, credentials, body: JSON.stringify(body) };
}

/** RFC 9457 with our `code`. */
function problem(value: unknown): Refusal {
  const { code, message, detail, title, retry_after } = (value ?? {}) as { [field: string]: unknown };
  const said = [message, detail, title].find((text) => typeof text === "string");
  const wait = typeof retry_after === "number" ? retry_after : null;
  return refuse(
    typeof code === "string" ? code : "internal",
    said ?? "The server refused without saying why.",
    wait,
  );
}
