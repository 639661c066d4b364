import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { useFormat } from '../i18n/format.ts';
import type { ActName } from './acts.ts';
import { KeyHint } from './KeyHint.tsx';
import type { KeyAct } from './keys.ts';
import styles from './moderation.module.css';

/** What is done by which key; some keys do the one or the other, as the question stands. */
export const actKeys = {
  approve: 'approve',
  reject: 'reject',
  refer: 'refer',
  restore: 'restore',
  edit: 'edit',
  mask: 'mask',
  merge: 'merge',
  unmerge: 'merge',
  label: 'label',
  assign: 'department',
  queue: 'queue',
  unqueue: 'queue',
  claim: 'claim',
  release: 'release',
  ban: 'ban',
  liftBan: 'ban',
} as const satisfies Partial<Record<ActName, KeyAct>>;
export type BarAct = keyof typeof actKeys;

const rows: readonly (readonly BarAct[])[] = [
  ['approve', 'reject', 'refer', 'restore', 'edit', 'mask'],
  ['merge', 'unmerge', 'label', 'assign', 'queue', 'unqueue', 'claim', 'release', 'ban', 'liftBan'],
];
/** One at a time. */
const single: ReadonlySet<BarAct> = new Set(['edit', 'unmerge', 'ban', 'liftBan']);
/** Always in their place, so that hand and eye find them; the others come where they are of use. */
const steady: ReadonlySet<BarAct> = new Set([
  'approve',
  'reject',
  'refer',
  'edit',
  'merge',
  'label',
  'assign',
]);

interface Props {
  /** How many of those that are meant each act is possible for. */
  numberFor: (name: BarAct) => number;
  several: boolean;
  onAct: (key: KeyAct) => void;
}

export function ActionBar({ numberFor, several, onAct }: Props) {
  const { t } = useTranslation('moderation');
  const format = useFormat();
  return (
    <div className={styles['actions']}>
      {rows.map((names) => (
        <div key={names[0]} className={styles['actionRow']}>
          {names.map((name) => {
            if (several && single.has(name)) return null;
            const number = numberFor(name);
            if (number === 0 && !steady.has(name)) return null;
            const act = t(`act.${name}`);
            return (
              <Button
                key={name}
                look={name === 'approve' ? 'primary' : 'quiet'}
                className={`${styles['action']} ${name === 'approve' ? '' : styles['framed']}`}
                aria-disabled={number === 0}
                {...(number === 0 && { title: t('whyNot') })}
                onClick={() => number > 0 && onAct(actKeys[name])}
              >
                {several && number > 0 ? t('actOn', { act, number: format.number(number) }) : act}
                <KeyHint act={actKeys[name]} />
              </Button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
