// How others see me: picture, name, a line about me, what I am up to; and my language and time.
import { useState } from "react";
import { LOCALES, useClient, useLocale, type Locale } from "@madang/react";
import { account, type MyProfile } from "../api/account.ts";
import { useAskAnew, useAsked } from "../api/asking.ts";
import { Segments } from "../dialogs/Segments.tsx";
import { Choice } from "../forms/Choice.tsx";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { NAME } from "../forms/rules.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { Link } from "../Link.tsx";
import { chooseLocale } from "../preferences.ts";
import { SectionPage } from "../shell/Sections.tsx";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { Answered } from "./Answered.tsx";
import { Block } from "./Block.tsx";
import { useStanding } from "./standing.ts";
import { Picture } from "./Picture.tsx";
import { MyStatus } from "./MyStatus.tsx";

const TITLE_LIMIT = 80;

export function Profile() {
  const words = useAccountWords();
  const standing = useStanding();
  const asked = useAsked(["me"], account.profile);
  return (
    <SectionPage title={words.profile} back={{ page: "account", section: null }}>
      <Answered asked={asked}>
        {(me) => (
          <>
            {standing === "guest" ? <p className={styles["note"]}>{words.guestText}</p> : null}
            {standing === "unclaimed" ? (
              <p className={styles["note"]}>
                {words.unclaimedText} <Link to={{ page: "setup" }}>{words.unclaimedLink}</Link>
              </p>
            ) : null}
            <section className={styles["block"]}>
              <Picture me={me} />
              <AboutMe me={me} />
            </section>
            <MyStatus key={JSON.stringify(me.status)} status={me.status} />
            <MyPlace me={me} />
          </>
        )}
      </Answered>
    </SectionPage>
  );
}

function AboutMe({ me }: { me: MyProfile }) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    fields: { name: NAME, title: { optional: true, most: TITLE_LIMIT } },
    send: ({ name, title }) => account.change(client, { name, title }),
    done: () => {
      setSaved(true);
      void askAnew("me");
    },
  });
  const touch = () => setSaved(false);
  return (
    <Form form={form}>
      <Field name="name" label={words.name} defaultValue={me.name} autoComplete="name" onInput={touch} />
      <Field
        name="title"
        label={words.title}
        hint={words.titleHint}
        placeholder={words.titleExample}
        defaultValue={me.title}
        autoComplete="organization-title"
        onInput={touch}
      />
      <FormError />
      <div className={styles["bar"]}>
        <output>{saved ? words.saved : null}</output>
        <SubmitButton>{words.save}</SubmitButton>
      </div>
    </Form>
  );
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = Intl.supportedValuesOf("timeZone");
const LANGUAGES: Record<Locale, string> = { ko: "한국어", en: "English" };

/** Both are kept at once: a choice is its own confirmation. */
function MyPlace({ me }: { me: MyProfile }) {
  const client = useClient();
  const words = useAccountWords();
  const locale = useLocale();
  const askAnew = useAskAnew();
  const keep = async (change: { locale: Locale } | { time_zone: string | null }) => {
    await account.change(client, change);
    await askAnew("me");
  };
  const chooseLanguage = (next: Locale) => {
    chooseLocale(next);
    void keep({ locale: next });
  };
  const zones = ZONES.map((zone) => [zone, zone.replaceAll("_", " ")] as const);
  return (
    <Block title={words.place}>
      <div className={styles["fields"]}>
        <Segments
          name={words.language}
          value={LOCALES.find((one) => one === locale) ?? "en"}
          options={LANGUAGES}
          onChange={chooseLanguage}
        />
        <Choice
          label={words.timeZone}
          value={me.time_zone ?? ""}
          options={[["", words.timeZoneHere(HERE.replaceAll("_", " "))], ...zones]}
          onChange={(zone) => void keep({ time_zone: zone === "" ? null : zone })}
        />
      </div>
    </Block>
  );
}
