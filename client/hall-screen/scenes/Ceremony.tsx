import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { subjectOn, useSheets } from '../../documents.ts';
import { useFormat } from '../../i18n/format.ts';
import { useReason } from '../../i18n/reason.ts';
import board from '../board.module.css';
import { Paged } from '../Paged.tsx';
import styles from './ceremony.module.css';
import { VoteTitle } from './VoteTitle.tsx';

type Stage = 'closed' | 'sealed' | 'reported' | 'valid' | 'counted' | 'void' | 'aborted';

/** Between the close and the result, and where a vote came to nothing: the step, and issued and returned. */
export function CeremonyScene({ vote, stage, held }: { vote: VoteView; stage: Stage; held: boolean }) {
  const { t } = useTranslation('hall');
  const reasonWords = useReason();
  const failed = stage === 'void' || stage === 'aborted';
  return (
    <div className={styles['ceremony']}>
      <VoteTitle vote={vote} width={1700} />
      <div className={styles['step']} data-failed={failed}>
        <p className={styles['stepWords']}>{t(`ceremony.${stage}`)}</p>
        {failed ? (
          <>
            {vote.reason !== null && <p>{t('ceremony.reason', { reason: reasonWords(vote.reason) })}</p>}
            <p className={styles['second']}>{t('ceremony.nothingCounted')}</p>
          </>
        ) : (
          <p className={styles['second']}>{t(`ceremony.${stage}Note`)}</p>
        )}
        {vote.executiveChair && (
          <p className={styles['chair']}>{t('executiveChair', { name: vote.executiveChair.name })}</p>
        )}
      </div>
      {vote.sealed && <Returns vote={vote} sealed={vote.sealed} held={held} />}
    </div>
  );
}

type Sealed = NonNullable<VoteView['sealed']>;

function Returns({ vote, sealed, held }: { vote: VoteView; sealed: Sealed; held: boolean }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const first = sealed[0]!;
  const alike = sealed.every(
    ({ returned, deputiesIssued }) => returned === first.returned && deputiesIssued === first.deputiesIssued,
  );
  if (!alike) return <ReturnsBySubject vote={vote} sealed={sealed} held={held} />;
  return (
    <dl className={styles['returns']}>
      <div>
        <dt>{t('ballot:returns.issued')}</dt>
        <dd>{format.number(first.deputiesIssued)}</dd>
      </div>
      <div>
        <dt>{t('ballot:returns.returned')}</dt>
        <dd>{format.number(first.returned)}</dd>
      </div>
    </dl>
  );
}

function ReturnsBySubject({ vote, sealed, held }: { vote: VoteView; sealed: Sealed; held: boolean }) {
  const { t } = useTranslation('hall');
  const sheets = useSheets(vote.voteId);
  return (
    <section className={styles['bySubject']} aria-label={t('ceremony.bySubject')}>
      <Paged items={sealed} perPage={12} held={held}>
        {(shown) => (
          <ul className={board['twoColumns']}>
            {shown.map(({ ballotId, deputiesIssued: issued, returned }) => (
              <li key={ballotId}>
                <span>{subjectOn(sheets, ballotId)}</span>
                <strong>{t('ceremony.issuedReturned', { issued, returned })}</strong>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}
