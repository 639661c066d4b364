import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import styles from './scenes/poll.module.css';

interface Props {
  /** null until the server's next step of time. */
  returned: number | null;
  present: number;
  /** More than were announced, for some have come since. */
  more: boolean;
  largest: boolean;
}

const RADIUS = 44;
const ROUND = 2 * Math.PI * RADIUS;

/** Returned ballots of those present: the only figure of an open vote. */
export function TurnoutRing({ returned, present, more, largest }: Props) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const share = Math.min(1, (returned ?? 0) / Math.max(1, present));
  return (
    <figure className={styles['turnout']}>
      <div className={styles['ring']}>
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <circle cx="50" cy="50" r={RADIUS} className={styles['ringGround']} />
          <circle
            cx="50"
            cy="50"
            r={RADIUS}
            className={styles['ringShare']}
            strokeDasharray={ROUND}
            strokeDashoffset={ROUND * (1 - share)}
          />
        </svg>
        <div className={styles['ringWords']}>
          <p>{t('ring.returned')}</p>
          <p className={styles['ringFigure']}>{returned === null ? '–' : format.number(returned)}</p>
          <p>{more ? t('ballot:result.duringVote', { present }) : t('ring.present', { present })}</p>
        </div>
      </div>
      <figcaption>
        {returned === null ? t('ring.wait') : t('ring.step')}
        {largest && <span>{t('ring.largest')}</span>}
      </figcaption>
    </figure>
  );
}
