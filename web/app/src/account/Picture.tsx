// My picture, as others see it.
import { useClient } from "@madang/react";
import { Avatar } from "@madang/react/ui";
import { account, type MyProfile } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { PictureChoice } from "../forms/PictureChoice.tsx";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";

export function Picture({ me }: { me: MyProfile }) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  return (
    <div className={styles["picture"]}>
      <PictureChoice
        title={<h2>{words.picture}</h2>}
        text={words.pictureText}
        now={<Avatar id={me.id} name={me.name} picture={me.picture} size="xl" />}
        onChoose={(picture) => account.setPicture(client, picture)}
        onDrop={me.picture ? () => account.dropPicture(client) : null}
        onDone={() => askAnew("me")}
      />
    </div>
  );
}
