// What I am up to: an emoji, a few words, and when it goes by itself.
import { useRef, useState } from "react";
import { statusesOf, useClient, useLocale } from "@madang/react";
import { until } from "@madang/react/ui";
import { account, type MyProfile, type Status } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { Choice } from "../forms/Choice.tsx";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { Block } from "./Block.tsx";
import { endOf, LASTINGS, type Lasting } from "./times.ts";

const TEXT_LIMIT = 80;

export function MyStatus({ status }: { status: Status | null }) {
  const client = useClient();
  const words = useAccountWords();
  const locale = useLocale();
  const askAnew = useAskAnew();
  const [lasting, setLasting] = useState<Lasting | "kept">(status ? "kept" : "today");
  const told = (profile: MyProfile) => {
    statusesOf(client).learn(profile.id, profile.status);
    void askAnew("me");
  };
  const around = useRef<HTMLDivElement>(null);
  const form = useForm({
    fields: { emoji: { optional: true, most: 12 }, text: { optional: true, most: TEXT_LIMIT } },
    send: ({ emoji, text }) => {
      const ends = lasting === "kept" ? (status?.until ?? null) : endOf(lasting);
      return account.change(client, {
        status: emoji === "" && text === "" ? null : { emoji, text, until: ends },
      });
    },
    done: told,
  });
  const clear = async () => {
    const changed = await account.change(client, { status: null });
    if (changed.ok) told(changed.value);
  };
  const fill = (emoji: string, text: string) => {
    const [first, second] = around.current?.querySelectorAll("input") ?? [];
    if (!first || !second) return;
    first.value = emoji;
    second.value = text;
    second.focus();
  };
  const lastings: readonly (readonly [Lasting | "kept", string])[] = [
    ...(status
      ? [["kept", status.until ? words.untilKept(until(status.until, locale)) : words.untilNever] as const]
      : []),
    ...LASTINGS.filter((one) => one !== "never" || status?.until !== null || !status).map(
      (one) => [one, nameOf(one, words)] as const,
    ),
  ];
  const quick = [
    ["🌱", words.quickFocus],
    ["🍚", words.quickMeal],
    ["🏠", words.quickHome],
    ["🌴", words.quickAway],
    ["🤒", words.quickIll],
  ] as const;
  return (
    <Block title={words.status} text={words.statusText}>
      <Form form={form}>
        <fieldset className={styles["quick"]}>
          <legend className="md-hidden">{words.statusQuick}</legend>
          {quick.map(([emoji, text]) => (
            <button key={emoji} type="button" onClick={() => fill(emoji, text)}>
              <span aria-hidden="true">{emoji}</span> {text}
            </button>
          ))}
        </fieldset>
        <div className={styles["status"]} ref={around}>
          <Field
            name="emoji"
            label={words.statusEmoji}
            defaultValue={status?.emoji ?? ""}
            placeholder="🌱"
            quiet
          />
          <Field
            name="text"
            label={words.statusWords}
            defaultValue={status?.text ?? ""}
            placeholder={words.statusExample}
            quiet
          />
        </div>
        <Choice label={words.statusUntil} value={lasting} options={lastings} onChange={setLasting} />
        <FormError />
        <div className={styles["bar"]}>
          {status ? (
            <button type="button" className="md-button" onClick={() => void clear()}>
              {words.statusClear}
            </button>
          ) : null}
          <SubmitButton>{words.save}</SubmitButton>
        </div>
      </Form>
    </Block>
  );
}

function nameOf(lasting: Lasting, words: ReturnType<typeof useAccountWords>): string {
  return {
    halfHour: words.untilHalfHour,
    hour: words.untilHour,
    fourHours: words.untilFourHours,
    today: words.untilToday,
    week: words.untilWeek,
    never: words.untilNever,
  }[lasting];
}
