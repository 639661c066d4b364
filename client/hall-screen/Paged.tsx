import { type CSSProperties, type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';

const PAGE_MS = 12_000;

interface Props<T> {
  items: readonly T[];
  perPage: number;
  held: boolean;
  children: (items: readonly T[]) => ReactNode;
}

/** A list too long for the hall: pages that turn by themselves; where motion is not wanted, columns in smaller type. */
export function Paged<T>({ items, perPage, held, children }: Props<T>) {
  const still = useReducedMotion();
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const page = useTurning(pages, held || still) % pages;
  if (pages === 1) return <div className={styles['pages']}>{children(items)}</div>;
  if (still) {
    // Columns at half the size take twice the rows each, and so on.
    const columns = Math.ceil(Math.sqrt(pages));
    const rows = Math.ceil(items.length / columns);
    const parts = Array.from({ length: columns }, (_, at) => items.slice(at * rows, (at + 1) * rows));
    return (
      <div className={styles['columns']} style={{ '--columns': columns } as CSSProperties}>
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
          <div key={at}>{children(part)}</div>
        ))}
      </div>
    );
  }
  return (
    <div className={styles['pages']}>
      {children(items.slice(page * perPage, (page + 1) * perPage))}
      <Dots page={page} pages={pages} />
    </div>
  );
}

function Dots({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation('hall');
  return (
    <p className={styles['dots']}>
      <span className="visually-hidden">{t('pages', { page: page + 1, pages })}</span>
      {Array.from({ length: pages }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place.
        <span key={at} aria-hidden="true" data-now={at === page} />
      ))}
    </p>
  );
}

function useTurning(pages: number, standing: boolean): number {
  const [page, setPage] = useState(0);
  useEffect(() => {
    if (standing || pages === 1) return;
    const timer = setInterval(() => setPage((now) => (now + 1) % pages), PAGE_MS);
    return () => clearInterval(timer);
  }, [pages, standing]);
  return page;
}

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      reducedMotion.addEventListener('change', changed);
      return () => reducedMotion.removeEventListener('change', changed);
    },
    () => reducedMotion.matches,
  );
}
