import { useTranslation } from 'react-i18next';
import { clockFace } from '../i18n/clock-face.ts';
import { type Timing, timingOf } from './floor.ts';
import styles from './timer.module.css';

interface Props {
  phase: 'question' | 'followUp' | 'answer';
  limitSeconds: number;
  /** Milliseconds since 1970; null before this side has had a word. */
  startedAt: number | null;
  /** Null while it goes on. */
  endedAt: number | null;
  now: number;
}

/** What one side has taken of its time: warns in colour and in words, and goes on counting past the limit. */
export function PhaseTimer({ phase, limitSeconds, startedAt, endedAt, now }: Props) {
  const { t } = useTranslation('inquiry');
  const timing = startedAt === null ? null : timingOf(startedAt, endedAt ?? now, limitSeconds);
  const running = startedAt !== null && endedAt === null;
  const limit = clockFace(limitSeconds * 1000);
  return (
    <div className={styles['timer']} data-tone={timing?.tone ?? 'calm'} data-running={running}>
      <p className={styles['phase']}>{t(`timer.${phase}`)}</p>
      <p className={styles['face']} role="timer">
        {timing ? clockFace(timing.spent) : '–'}
      </p>
      <p className={styles['words']}>
        {timing && timing.tone !== 'calm' ? <TimingWords timing={timing} /> : t('timer.limit', { limit })}
      </p>
      {/* Read out once, when it happens. */}
      <p className="visually-hidden" role="status">
        {running && timing?.tone === 'over' && t('timer.overSpoken', { phase: t(`timer.${phase}`) })}
      </p>
    </div>
  );
}

/** How much is left, or by how much it is over. */
export function TimingWords({ timing: { tone, left } }: { timing: Timing }) {
  const { t } = useTranslation('inquiry');
  // What is left is said rounded up, so that it never says nothing is left before the limit.
  if (tone === 'over') return t('timer.over', { over: clockFace(-left) });
  return t('timer.warning', { left: clockFace(Math.ceil(left / 1000) * 1000) });
}
