import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperId } from '../../../shared/ids.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useConnection } from '../../sitting.tsx';
import { keepDraft, keptDraft } from './kept-paper.ts';
import { draftFrom, type PaperDraft, type PaperKind } from './paper-draft.ts';
import { useAsking } from './saving.ts';

interface Props {
  paperId: PaperId;
  /** The copy is a draft of this kind now. */
  onReady: (kind: PaperKind) => void;
  onClose: () => void;
}

/** Makes a draft of a paper. Asks first where another draft would be lost. */
export function CopyPaper({ paperId, onReady, onClose }: Props) {
  const { t } = useTranslation(['papers', 'common']);
  const { sittingId } = useConnection();
  const { state, ask } = useAsking();
  const [copy, setCopy] = useState<PaperDraft | null>(null);
  const take = useCallback(
    (draft: PaperDraft) => {
      keepDraft(sittingId, draft);
      onReady(draft.kind);
    },
    [sittingId, onReady],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it is opened
  useEffect(() => {
    void ask(() => api('GET /api/sittings/:sittingId/papers/:paperId', { sittingId, paperId })).then(
      (answer) => {
        if (!answer || 'refused' in answer) return;
        const draft = draftFrom(answer.ok.paper);
        if (keptDraft(sittingId, draft.kind)) setCopy(draft);
        else take(draft);
      },
    );
  }, []);
  const standing = copy && keptDraft(sittingId, copy.kind);
  if (!copy && state.phase !== 'refused' && state.phase !== 'unconfirmed') return null;
  return (
    <Dialog
      title={t('copy.title')}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          {copy && (
            <Button look="primary" onClick={() => take(copy)}>
              {t('copy.replace')}
            </Button>
          )}
        </>
      }
    >
      {standing && (
        <p>
          {standing.title.trim() === ''
            ? t('copy.standingUntitled')
            : t('copy.standing', { title: standing.title })}
        </p>
      )}
      <CommandNote state={state} />
    </Dialog>
  );
}
