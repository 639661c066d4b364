import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../shared/ballot/paper.ts';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import type { PaperId } from '../../shared/ids.ts';
import type { View } from '../../shared/views.ts';
import { BallotPaper } from '../ballot-paper/BallotPaper.tsx';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { usePaper } from '../documents.ts';
import { Page } from './Page.tsx';
import styles from './tablet.module.css';

/** A paper before its vote, as it will look under the rules that are adopted by now. */
export function ReadAhead({ view, paperId, onBack }: { view: View; paperId: PaperId; onBack: () => void }) {
  const { t } = useTranslation(['tablet', 'common']);
  const answer = usePaper(paperId);
  const drawn = answer && 'ok' in answer ? answer.ok : null;
  const sheet =
    drawn &&
    ({ ...drawn, rules: (view.rules ?? statutoryRules)[drawn.paper.kind], rehearsal: false } as Sheet);
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
