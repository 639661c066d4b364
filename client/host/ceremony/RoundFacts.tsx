import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { VoteView } from '../../../shared/views.ts';
import { Notice, RefusalNotice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useReason } from '../../i18n/reason.ts';
import { ResultPanel } from '../../result/ResultPanel.tsx';
import { usePublishedReport } from '../../result/usePublishedReport.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { unsignedOf } from './next-step.ts';
import { ReturnsTable } from './ReturnsTable.tsx';
import styles from './round-facts.module.css';
import { Turnout } from './Turnout.tsx';

/** What is known of a round: turnout while it is open, then the return, the signatures, the result. */
export function RoundFacts({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('host');
  const reasonWords = useReason();
  return (
    <div className={styles['facts']}>
      {vote.stage === 'open' && <Turnout vote={vote} />}
      {vote.reason !== null && (
        <Notice tone="warning" title={t('item.reason')}>
          {reasonWords(vote.reason)}
        </Notice>
      )}
      {vote.stage === 'published' && <Result vote={vote} />}
      {vote.stage === 'counted' && <Signatures vote={vote} />}
      {vote.stage !== 'published' && vote.sealed && (
        <section className={styles['factBlock']}>
          <h3>{t('returns.title')}</h3>
          <ReturnsTable vote={vote} />
        </section>
      )}
      <RoundTimes vote={vote} />
    </div>
  );
}

function RoundTimes({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('host');
  const format = useFormat();
  const { openedAt, closedAt, presentCount, rules } = vote;
  return (
    <ul className={styles['times']}>
      {openedAt !== null && <li>{t('item.openedAt', { time: format.time(openedAt) })}</li>}
      {presentCount !== null && <li>{t('item.presentAtOpening', { present: presentCount })}</li>}
      {closedAt !== null && <li>{t('item.closedAt', { time: format.time(closedAt) })}</li>}
      <li>{t('item.preparedRules', rules)}</li>
    </ul>
  );
}

/** A published result, with the way to its report. */
export function Result({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('host');
  const { sittingId } = useView();
  const answer = usePublishedReport(vote);
  return (
    <div className={styles['result']}>
      {!answer && <p className={desk['quiet']}>{t('results.loading')}</p>}
      {answer && 'refused' in answer && <RefusalNotice refusal={answer.refused} />}
      {answer && 'ok' in answer && <ResultPanel report={answer.ok.report} />}
      <p className={desk['row']}>
        <Link className={styles['reportLink'] ?? ''} href={`/report/${sittingId}/${vote.voteId}`}>
          {t('results.report')}
        </Link>
        <span className={desk['help']}>{t('results.reportHelp')}</span>
      </p>
    </div>
  );
}

function Signatures({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('host');
  const view = useView();
  if (vote.rehearsal || view.scrutineers.length === 0) return null;
  const unsigned = new Set(unsignedOf(view, vote).map(({ deputyId }) => deputyId));
  const objections = new Map(vote.objections.map(({ deputyId, reason }) => [deputyId, reason]));
  return (
    <section className={styles['factBlock']}>
      <h3>{t('signatures.title')}</h3>
      <ul className={styles['signatures']}>
        {view.scrutineers.map(({ deputyId, name, chief }) => {
          const reason = objections.get(deputyId);
          const state = reason !== undefined ? 'objects' : unsigned.has(deputyId) ? 'unsigned' : 'signed';
          return (
            <li key={deputyId} data-state={state}>
              <span>
                {name}
                {chief && <span className={desk['help']}> {t('signatures.chief')}</span>}
              </span>
              <span>
                {state === 'objects' ? t('signatures.objects', { reason }) : t(`signatures.${state}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
