// A form: what its fields hold, what is wrong with them, and sending it once. The fields keep their own values, because
// nothing may write into one while an input method composes in it; they are read when the form is sent.
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Refusal, Result } from "@madang/client";
import type { FieldWatch } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { useFormWords } from "../words/forms.ts";

/** Before this long nothing says that something is going on. */
const PATIENCE_MS = 1000;

/** What stands in the fields, by their names: trimmed and NFC, passwords exactly as they were typed. */
export type Values<F extends string> = Readonly<Record<F, string>>;

/** What one field is to be: said before the server is asked. Nothing said is a text that must not be empty. */
export interface Rule {
  readonly optional?: boolean;
  readonly most?: number;
  readonly least?: number;
  /** Any other reason against it, in words. */
  readonly check?: (value: string) => string | null;
}

export interface FormOptions<F extends string, T> {
  readonly fields: Readonly<Record<F, Rule>>;
  readonly send: (values: Values<NoInfer<F>>) => Promise<Result<T>>;
  readonly done?: (value: T, values: Values<NoInfer<F>>) => void;
  /** The fields to which refusals belong, by code. All others are told below the form. */
  readonly blame?: Readonly<Record<string, NoInfer<F>>>;
  /** What to say at the field that a refusal `invalid` names. */
  readonly wrong?: Readonly<Record<string, string>>;
  /** Better words for a refusal than the common ones; or null, when it is no problem but a next step. */
  readonly why?: (refusal: Refusal) => string | null | undefined;
}

export interface FieldEntry {
  readonly element: HTMLInputElement | HTMLTextAreaElement;
  readonly watch: FieldWatch | null;
  readonly raw: boolean;
  readonly folded?: boolean;
}

export interface FormHandle {
  /** Of one field, or null. */
  readonly problemOf: (name: string) => string | null;
  /** Of the form as a whole. */
  readonly problem: string | null;
  readonly running: boolean;
  /** It takes longer than a moment. */
  readonly busy: boolean;
  readonly submit: () => void;
  readonly register: (name: string, entry: FieldEntry) => () => void;
  readonly touched: (name: string) => void;
  readonly optional: (name: string) => boolean;
  readonly clear: () => void;
}

export function useForm<F extends string, T>(options: FormOptions<F, T>): FormHandle {
  const words = useFormWords();
  const common = useWords();
  const fields = useRef(new Map<string, FieldEntry>());
  const running = useRef(false);
  const mounted = useRef(false);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const busy = useLong(sending);
  const [blamed, setBlamed] = useState<readonly string[]>([]);
  useFocusOnBlamed(blamed, fields);
  useEffect(() => {
    mounted.current = true;
    return () => void (mounted.current = false);
  }, []);

  const against = (name: F, value: string): string | null => {
    const rule: Rule = options.fields[name];
    const length = Array.from(value).length;
    if (length === 0) return rule.optional ? null : words.missing;
    if (rule.most !== undefined && length > rule.most) return words.tooLong(rule.most);
    if (rule.least !== undefined && length < rule.least) return words.tooShort(rule.least);
    return rule.check?.(value) ?? null;
  };

  const complain = (found: Readonly<Record<string, string>>) => {
    setProblems(found);
    setBlamed(Object.keys(found));
  };

  const tell = (refusal: Refusal) => {
    const named = refusal.code === "invalid" ? /^(\w+):/.exec(refusal.message)?.[1] : undefined;
    const wrong = named === undefined ? undefined : (options.wrong?.[named] ?? words.wrong);
    const better = options.why?.(refusal);
    if (better === null) return;
    const text = better ?? wrong ?? whyRefused(refusal.code, common);
    const field = named ?? options.blame?.[refusal.code];
    if (field !== undefined && fields.current.has(field)) complain({ [field]: text });
    else setProblem(text);
  };

  const send = async () => {
    // The second Enter of an input method, or of a quick finger, sends nothing twice.
    if (running.current) return;
    const values = valuesOf(fields.current, Object.keys(options.fields) as F[]);
    const found = Object.entries(values).flatMap(([name, value]) => {
      if (!fields.current.has(name)) return [];
      const text = against(name as F, value as string);
      return text === null ? [] : [[name, text] as const];
    });
    setProblem(null);
    complain(Object.fromEntries(found));
    if (found.length > 0) return;
    running.current = true;
    setSending(true);
    try {
      const result = await options.send(values);
      // Also when the page around it is gone: who came in is to be taken somewhere.
      if (result.ok) options.done?.(result.value, values);
      else if (mounted.current) tell(result);
    } catch (error) {
      // A mistake of ours: the form says that it did not work and can be sent again.
      setProblem(words.failed);
      reportError(error);
    } finally {
      running.current = false;
      setSending(false);
    }
  };

  return {
    problemOf: (name) => problems[name] ?? null,
    problem,
    running: sending,
    busy,
    submit: () => settled([...fields.current.values()], () => void send()),
    register: (name, entry) => {
      fields.current.set(name, entry);
      return () => {
        if (fields.current.get(name) === entry) fields.current.delete(name);
      };
    },
    touched: (name) => {
      setProblem(null);
      setProblems((before) => (name in before ? without(before, name) : before));
    },
    optional: (name) => options.fields[name as F]?.optional ?? false,
    clear: () => {
      for (const { element } of fields.current.values()) element.value = "";
      setProblem(null);
      setProblems({});
    },
  };
}

/** After whichever field still composes has finished. */
function settled(entries: readonly FieldEntry[], then: () => void): void {
  const [first, ...rest] = entries;
  if (!first) return then();
  if (first.watch) first.watch.settle(() => settled(rest, then));
  else settled(rest, then);
}

function valuesOf<F extends string>(
  entries: ReadonlyMap<string, FieldEntry>,
  names: readonly F[],
): Values<F> {
  const read = (name: F) => {
    const entry = entries.get(name);
    if (!entry) return "";
    const { value } = entry.element;
    if (entry.raw) return value;
    const text = value.trim().normalize("NFC");
    return entry.folded ? text.toLowerCase() : text;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<F, string>;
}

function without(problems: Readonly<Record<string, string>>, name: string) {
  return Object.fromEntries(Object.entries(problems).filter(([key]) => key !== name));
}

/** After a send the focus goes to the first of the fields that were blamed, in the order of the page. */
function useFocusOnBlamed(
  blamed: readonly string[],
  entries: RefObject<ReadonlyMap<string, FieldEntry>>,
): void {
  useEffect(() => {
    // The answer came late, and somebody is in the middle of a syllable elsewhere.
    if ([...entries.current.values()].some(({ watch }) => watch?.composing)) return;
    const [first] = blamed
      .flatMap((name) => entries.current.get(name)?.element ?? [])
      .toSorted((one, other) =>
        one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
      );
    first?.focus();
  }, [blamed, entries]);
}

function useLong(going: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [going]);
  return going && long;
}
