import { type KeyAct, keysOf } from './keys.ts';
import styles from './moderation.module.css';

/** The key for what a button does. Screen readers hear the list of keys instead. */
export function KeyHint({ act }: { act: KeyAct }) {
  return (
    <span className={styles['key']} aria-hidden="true">
      {keysOf(act)[0]}
    </span>
  );
}
