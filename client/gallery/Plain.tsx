import styles from './entry.module.css';
import { useWords } from './language.tsx';

/** A page that has nothing to show yet. */
export function Plain({ words }: { words: string }) {
  const { product } = useWords();
  return (
    <main className={styles['plain']}>
      <img src="/icon.svg" alt={product} width="48" height="48" />
      <p role="status">{words}</p>
    </main>
  );
}
