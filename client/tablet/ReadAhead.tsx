import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../shared/ballot/paper.ts';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import type { PaperId } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { View } from '../../shared/views.ts';
import { api, untilAnswered } from '../api.ts';
import { BallotPaper } from '../ballot-paper/BallotPaper.tsx';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { Page } from './Page.tsx';
import styles from './tablet.module.css';

/** A paper before its vote, as it will look under the rules that are adopted by now. */
export function ReadAhead({ view, paperId, onBack }: { view: View; paperId: PaperId; onBack: () => void }) {
  const { t } = useTranslation(['tablet', 'common']);
  const { sittingId } = view;
  const [answer, setAnswer] = useState<Omit<Sheet, 'rules'> | { refused: Refusal } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const ask = () => api('GET /api/sittings/:sittingId/papers/:paperId', { sittingId, paperId });
    untilAnswered(ask, { signal: stop.signal }).then(
      (got) => setAnswer('ok' in got ? { ...got.ok, rehearsal: false } : got),
      () => {},
    );
    return () => stop.abort();
  }, [sittingId, paperId]);
  const sheet =
    answer && 'paper' in answer
      ? ({ ...answer, rules: (view.rules ?? statutoryRules)[answer.paper.kind] } as Sheet)
      : null;
  const title = view.papers.find((paper) => paper.paperId === paperId)?.title ?? '';
  return (
    <Page
      bar={view.title}
      title={title}
      foot={
        <div className={styles['footRow']}>
          <Button onClick={onBack}>{t('toRoom')}</Button>
        </div>
      }
    >
      {answer && 'refused' in answer && <RefusalNotice refusal={answer.refused} />}
      {!answer && <p>{t('common:loading')}</p>}
      {sheet && (
        <>
          <Notice tone="information">{t('agenda.ahead')}</Notice>
          <BallotPaper sheet={sheet} chosen={{}} />
        </>
      )}
    </Page>
  );
}
