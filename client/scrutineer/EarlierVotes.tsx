import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { VoteView } from '../../shared/views.ts';
import { useFormat } from '../i18n/format.ts';
import { useSitting } from '../sitting.tsx';
import styles from './scrutineer.module.css';

/** Published votes of this sitting, each with its report. */
export function EarlierVotes({ votes }: { votes: readonly VoteView[] }) {
  const { t } = useTranslation(['scrutineer', 'ballot']);
  const { time } = useFormat();
  const { view } = useSitting();
  if (votes.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h2>{t('earlier')}</h2>
      <ul className={styles['earlier']}>
        {votes.map(({ voteId, title, round, rehearsal, closedAt }) => (
          <li key={voteId}>
            <Link href={`/report/${view!.sittingId}/${voteId}`} className={styles['link']}>
              {title}
            </Link>
            <small>
              {[
                t('ballot:round', { round }),
                ...(rehearsal ? [t('ballot:rehearsal')] : []),
                ...(closedAt === null ? [] : [time(closedAt)]),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
