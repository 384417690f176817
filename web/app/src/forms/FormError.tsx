// What is wrong with the form as a whole. The place is always there, so that it is announced.
import { useThisForm } from "./Form.tsx";
import styles from "./forms.module.css";

export function FormError() {
  const { problem } = useThisForm();
  return (
    <p className={styles["problem"]} role="alert">
      {problem}
    </p>
  );
}
