import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { cameSince, presentFor } from '../../hall-screen/scene.ts';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import styles from './round-facts.module.css';

/** How many ballots came back, large: all that may be known while a secret vote is open. */
export function Turnout({ vote }: { vote: VoteView }) {
  const { t } = useTranslation(['host', 'ballot']);
  const format = useFormat();
  const present = presentFor(vote);
  const returned = vote.turnout ?? 0;
  return (
    <section className={styles['turnout']} aria-labelledby="turnout">
      <h3 id="turnout">{t('turnout.title')}</h3>
      <p className={styles['turnoutFigures']}>
        <span className={styles['turnoutBig']}>{format.number(returned)}</span>
        <span>
          {cameSince(vote) ? t('ballot:result.duringVote', { present }) : t('turnout.of', { present })}
        </span>
      </p>
      <progress
        className={styles['progress']}
        aria-labelledby="turnout"
        max={Math.max(1, present)}
        value={Math.min(returned, present)}
      />
      <p className={styles['turnoutFoot']}>
        <span>
          {vote.turnout === null
            ? t('turnout.waiting')
            : t('turnout.share', { percent: format.percent({ votes: returned, of: present }) })}
        </span>
        <span className={desk['help']}>{t('turnout.note')}</span>
      </p>
    </section>
  );
}
