import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DeputyId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { Notice } from '../design/Notice.tsx';
import { useReason } from '../i18n/reason.ts';
import { useSitting } from '../sitting.tsx';
import { AuditedVote } from './AuditedVote.tsx';
import { ReissueRequests } from './ReissueRequests.tsx';
import { ReportReturn } from './ReportReturn.tsx';
import { ReturnFigures } from './ReturnFigures.tsx';
import styles from './scrutineer.module.css';

/** One vote as its scrutineer sees it: where it stands, what to do next, and the figures to compare. */
export function VoteCard({ vote, own }: { vote: VoteView; own: DeputyId }) {
  const { t } = useTranslation(['scrutineer', 'ballot']);
  const { self } = useSitting();
  const reasonWords = useReason();
  const { kind, title, round, rehearsal, stage, reason } = vote;
  // Without a card by two people nothing is offered: the page says above what to do.
  const says = self?.cardByTwo ?? false;
  const chief = says && (self?.chief ?? false);
  const audited = says && (stage === 'counted' || stage === 'published');
  return (
    <article className={styles['card']} aria-labelledby={`vote-${vote.voteId}`}>
      <header className={styles['cardHead']}>
        <p className={styles['kicker']}>
          {t(`ballot:kind.${kind}`)} · {t('ballot:round', { round })}
          {rehearsal && <strong className={styles['rehearsal']}>{t('ballot:rehearsal')}</strong>}
        </p>
        <h2 id={`vote-${vote.voteId}`}>{title}</h2>
        {rehearsal && <p>{t('ballot:rehearsalNote')}</p>}
        <p className={styles['next']} role="status">
          {t(`next.${!says && stage === 'counted' ? 'needsCard' : nextStep(vote, own, chief)}`)}
        </p>
        {reason !== null && <p>{t('reason', { reason: reasonWords(reason) })}</p>}
      </header>
      {stage === 'open' && <Open vote={vote} own={own} says={says} />}
      {vote.sealed && !audited && <ReturnFigures vote={vote} sealed={vote.sealed} />}
      {stage === 'sealed' && chief && vote.sealed && (
        <ReportReturn voteId={vote.voteId} sealed={vote.sealed} />
      )}
      {audited && vote.digests && <AuditedVote vote={vote} own={own} />}
    </article>
  );
}

function nextStep({ stage, confirmedBy, objections, digests }: VoteView, own: DeputyId, chief: boolean) {
  if (stage === 'sealed' && chief) return 'sealedChief';
  if (stage !== 'counted') return stage;
  if (!digests) return 'counting';
  if (objections.some(({ deputyId }) => deputyId === own)) return 'objected';
  return confirmedBy.some(({ deputyId }) => deputyId === own) ? 'confirmed' : 'counted';
}

function Open({ vote, own, says }: { vote: VoteView; own: DeputyId; says: boolean }) {
  const { t } = useTranslation(['scrutineer', 'ballot']);
  const { turnout, attendedCount } = vote;
  return (
    <>
      <Notice tone="warning" title={t('voteFirst')}>
        <p>{t('voteFirstHelp')}</p>
        <Link href="/tablet" className={styles['go']}>
          {t('vote')}
        </Link>
      </Notice>
      {turnout !== null && (
        <p className={styles['turnout']}>
          {t('ballot:turnout', { returned: turnout, present: attendedCount ?? 0 })}
        </p>
      )}
      {says && <ReissueRequests vote={vote} own={own} />}
    </>
  );
}
