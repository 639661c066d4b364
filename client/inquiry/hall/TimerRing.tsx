import { useTranslation } from 'react-i18next';
import type { HallView } from '../../../shared/inquiry/views.ts';
import { useHallTime } from '../../hall-screen/clock.ts';
import { clockFace } from '../../i18n/clock-face.ts';
import { timingOf } from '../floor.ts';
import { TimingWords } from '../PhaseTimer.tsx';
import styles from './hall.module.css';

const RADIUS = 44;
const ROUND = 2 * Math.PI * RADIUS;

/** How much of the time is used; it warns in colour and in words, and counts on past the limit. */
export function TimerRing({ floor }: { floor: NonNullable<HallView['floor']> }) {
  const { t } = useTranslation('inquiry');
  const now = useHallTime(500);
  const timing = timingOf(floor.startedAt, now, floor.limitSeconds);
  const { tone, spent } = timing;
  const left = Math.max(0, 1 - spent / (floor.limitSeconds * 1000));
  const phase = floor.phase === 'answer' ? 'answer' : floor.followUp ? 'followUp' : 'question';
  return (
    <figure className={styles['ring']} data-tone={tone}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r={RADIUS} className={styles['ringGround']} />
        <circle
          cx="50"
          cy="50"
          r={RADIUS}
          className={styles['ringShare']}
          strokeDasharray={ROUND}
          strokeDashoffset={tone === 'over' ? 0 : ROUND * (1 - left)}
        />
      </svg>
      <div className={styles['ringWords']}>
        <p>{t(`timer.${phase}`)}</p>
        <p className={styles['face']} role="timer">
          {clockFace(spent)}
        </p>
        <p className={styles['ringNote']}>
          {tone === 'calm' ? (
            t('timer.limit', { limit: clockFace(floor.limitSeconds * 1000) })
          ) : (
            <TimingWords timing={timing} />
          )}
        </p>
      </div>
    </figure>
  );
}
