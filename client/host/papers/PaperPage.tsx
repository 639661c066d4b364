import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sheetsOf } from '../../../shared/ballot/paper.ts';
import { statutoryRules } from '../../../shared/ballot/rules.ts';
import type { PaperId } from '../../../shared/ids.ts';
import { Notice, RefusalNotice } from '../../design/Notice.tsx';
import { usePaper, useSheets } from '../../documents.ts';
import { useSitting } from '../../sitting.tsx';
import { PaperPreview } from './PaperPreview.tsx';
import { PartTitle } from './PartTitle.tsx';

/**
 * A paper that was drawn up, as the tablet shows it: from the preparation of its vote on the very sheets that the tablets
 * get.
 */
export function PaperPage({ paperId, onLeave }: { paperId: PaperId; onLeave: () => void }) {
  const { t } = useTranslation(['papers', 'common']);
  const { view } = useSitting();
  const line = view?.papers.find((paper) => paper.paperId === paperId);
  const vote = view?.votes.find((one) => one.paperId === paperId && !one.rehearsal);
  const rules = view?.rules ?? null;
  const drawn = usePaper(vote ? null : paperId);
  const prepared = useSheets(vote?.voteId ?? null);
  const answer = vote ? prepared : drawn;
  const sheets = useMemo(() => {
    if (prepared && 'ok' in prepared) return prepared.ok.map(({ sheet }) => sheet);
    if (!drawn || 'refused' in drawn) return null;
    return sheetsOf(drawn.ok.paper, rules ?? statutoryRules, drawn.ok.round, false);
  }, [prepared, drawn, rules]);
  return (
    <>
      <PartTitle back={onLeave}>{line?.title ?? t('preview.title')}</PartTitle>
      <p>
        {vote
          ? t('preview.byVote', vote.rules)
          : rules
            ? t('preview.byRules', { title: rules.title, version: rules.version })
            : t('preview.byStatute')}
      </p>
      {answer && 'refused' in answer && <RefusalNotice refusal={answer.refused} />}
      {sheets && <PaperPreview sheets={sheets} />}
      {!answer && <Notice tone="information">{t('common:loading')}</Notice>}
    </>
  );
}
