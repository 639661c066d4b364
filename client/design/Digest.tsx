import styles from './design.module.css';

/** A hash in groups of four, as people compare it; `length` hex digits of it. */
export function Digest({ value, length = 64 }: { value: string; length?: number }) {
  const groups = value.slice(0, length).match(/.{1,4}/g) ?? [];
  return <code className={styles['digest']}>{groups.join(' ')}</code>;
}
