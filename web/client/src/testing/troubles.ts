// What can go wrong, and when: set by a test, asked by the server at the moment it matters.
import type { ClientFrame, Done, Refused } from "../wire.gen.js";

export type CommandType = Extract<ClientFrame, { ref: string }>["type"];
export interface Refusing {
  code: Refused["code"];
  message?: string;
  retry_after?: number;
}

export class Troubles {
  /** Nobody can reach the server. */
  down = false;
  /** The socket lives but HTTP fails. */
  httpDown = false;
  /** The answer comes before the event, or after it. */
  answerFirst = false;
  /** Every event is told this often. */
  repeats = 1;
  #refusals: { type: CommandType; refusal: Refusing }[] = [];
  #lost: CommandType[] = [];
  #unheard: CommandType[] = [];
  #ignored: CommandType[] = [];
  #held: (() => void)[] | null = null;

  /** The next command of this type is refused and not done. */
  refuseNext(type: CommandType, refusal: Refusing): void {
    this.#refusals.push({ type, refusal });
  }

  /** The next command of this type is done, but the connection breaks before its answer and its event. */
  loseAnswerOf(type: CommandType): void {
    this.#lost.push(type);
  }

  /** The connection breaks before the next command of this type is done. */
  loseNext(type: CommandType): void {
    this.#unheard.push(type);
  }

  /** The next command of this type is swallowed; the connection lives on. */
  ignoreNext(type: CommandType): void {
    this.#ignored.push(type);
  }

  /** Answers wait until they are released; events go on. */
  holdAnswers(): void {
    this.#held = [];
  }

  releaseAnswers(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const tell of held) tell();
  }

  /** What was planned for a next command happens no more. */
  forgetPlans(): void {
    this.#refusals = [];
    this.#lost = [];
    this.#unheard = [];
    this.#ignored = [];
  }

  // ---- asked by the server

  refusal(type: CommandType, ref: string): Refused | null {
    const index = this.#refusals.findIndex((refusal) => refusal.type === type);
    const [found] = index < 0 ? [] : this.#refusals.splice(index, 1);
    return found === undefined
      ? null
      : { type: "refused", ref, message: "Refused by the test.", ...found.refusal };
  }

  losesAnswer(type: CommandType): boolean {
    return take(this.#lost, type);
  }

  ignores(type: CommandType): boolean {
    return take(this.#ignored, type);
  }

  losesCommand(type: CommandType): boolean {
    return take(this.#unheard, type);
  }

  answer(tell: (frame: Done | Refused) => void, frame: Done | Refused): void {
    if (this.#held === null) tell(frame);
    else this.#held.push(() => tell(frame));
  }
}

function take<T>(list: T[], item: T): boolean {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}
