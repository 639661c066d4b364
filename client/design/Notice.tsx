import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal, RefusalCode } from '../../shared/sitting/refusals.ts';
import type { CommandPhase } from '../sitting.tsx';
import styles from './design.module.css';

type Tone = 'information' | 'warning' | 'error' | 'done';
const signs: Record<Tone, string> = { information: 'i', warning: '!', error: '×', done: '✓' };

/** Says what happened, with a sign beside the colour. `live`: read out once when it appears. */
export function Notice(props: { tone: Tone; title?: ReactNode; children?: ReactNode; live?: boolean }) {
  const { tone, title, children, live = false } = props;
  const urgent = tone === 'error' || tone === 'warning';
  return (
    <div
      className={`${styles['notice']} ${styles[tone] ?? ''}`}
      {...(live && { role: urgent ? 'alert' : 'status' })}
    >
      <span className={styles['sign']} aria-hidden="true">
        {signs[tone]}
      </span>
      <div>
        {title !== undefined && <p className={styles['noticeTitle']}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}

/** A refusal in words, with the field it concerns. */
export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  return (
    <Notice tone="error" live title={<RefusalWords code={refusal.code} />}>
      {refusal.code === 'malformed' && refusal.field ? (
        <p>{t('refusedField', { field: refusal.field })}</p>
      ) : undefined}
    </Notice>
  );
}

/** These words are loaded beside the first screen, which seldom needs them, and never take a screen away. */
export function RefusalWords({ code }: { code: RefusalCode }) {
  return (
    <Suspense>
      <LoadedWords code={code} />
    </Suspense>
  );
}

function LoadedWords({ code }: { code: RefusalCode }) {
  const { t } = useTranslation('refusals');
  return t(code);
}

/** What became of a command: nothing to say while it is idle or done. */
export function CommandNote({ state }: { state: CommandPhase }) {
  const { t } = useTranslation();
  switch (state.phase) {
    case 'refused':
      return <RefusalNotice refusal={state.refusal} />;
    case 'unconfirmed':
      return (
        <Notice tone="warning" live>
          {t('unconfirmed')}
        </Notice>
      );
    case 'sending':
    case 'idle':
    case 'done':
      return null;
    default:
      return state satisfies never;
  }
}
