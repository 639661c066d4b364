import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Paper, type Sheet, sheetsOf } from '../../../shared/ballot/paper.ts';
import { statutoryRules } from '../../../shared/ballot/rules.ts';
import type { PaperId, SittingId, VoteId } from '../../../shared/ids.ts';
import type { Answer } from '../../../shared/protocol.ts';
import { api } from '../../api.ts';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useConnection, useSitting } from '../../sitting.tsx';
import { PaperPreview } from './PaperPreview.tsx';
import { PartTitle } from './PartTitle.tsx';
import { useAsking } from './saving.ts';

/** Before a vote is prepared the paper as it was drawn up, from then on the very sheets that the tablets get. */
type Drawn = { sheets: readonly Sheet[] } | { paper: Paper; round: number };

/** A paper that was drawn up, as the tablet shows it. */
export function PaperPage({ paperId, onLeave }: { paperId: PaperId; onLeave: () => void }) {
  const { t } = useTranslation(['papers', 'common']);
  const { sittingId } = useConnection();
  const { view } = useSitting();
  const { state, ask } = useAsking();
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const line = view?.papers.find((paper) => paper.paperId === paperId);
  const vote = view?.votes.find((one) => one.paperId === paperId && !one.rehearsal);
  const rules = view?.rules ?? null;
  const voteId = vote?.voteId;
  useEffect(() => {
    void ask(() => (voteId ? sheetsOfVote(sittingId, voteId) : paperOf(sittingId, paperId))).then(
      (answer) => answer && 'ok' in answer && setDrawn(answer.ok),
    );
  }, [ask, sittingId, paperId, voteId]);
  const sheets = useMemo(() => {
    if (!drawn || 'sheets' in drawn) return drawn?.sheets;
    return sheetsOf(drawn.paper, rules ?? statutoryRules, drawn.round, false);
  }, [drawn, rules]);
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
      <CommandNote state={state} />
      {sheets ? (
        <PaperPreview sheets={sheets} />
      ) : (
        state.phase === 'sending' && <Notice tone="information">{t('common:loading')}</Notice>
      )}
    </>
  );
}

async function paperOf(sittingId: SittingId, paperId: PaperId): Promise<Answer<Drawn>> {
  return api('GET /api/sittings/:sittingId/papers/:paperId', { sittingId, paperId });
}

async function sheetsOfVote(sittingId: SittingId, voteId: VoteId): Promise<Answer<Drawn>> {
  const answer = await api('GET /api/sittings/:sittingId/votes/:voteId/sheets', { sittingId, voteId });
  return 'refused' in answer ? answer : { ok: { sheets: answer.ok.ballots.map(({ sheet }) => sheet) } };
}
