// What a command answers. What can be expected is a value, never an exception.

export interface Failure {
  readonly code: string;
  readonly message: string;
}
export interface Refusal extends Failure {
  readonly ok: false;
  /** Seconds to wait before asking again, where the server said so. */
  readonly retryAfter?: number;
}
export type Result<T = undefined> = { readonly ok: true; readonly value: T } | Refusal;

export const done: Result = { ok: true, value: undefined };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(code: string, message: string, retryAfter?: number | null): Refusal {
  const refusal: Refusal = { ok: false, code, message };
  return typeof retryAfter === "number" ? { ...refusal, retryAfter } : refusal;
}
