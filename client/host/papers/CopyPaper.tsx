import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperId } from '../../../shared/ids.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { RefusalNotice } from '../../design/Notice.tsx';
import { usePaper } from '../../documents.ts';
import { useConnection } from '../../sitting.tsx';
import { keepDraft, keptDraft } from './kept-paper.ts';
import { draftFrom, type PaperDraft, type PaperKind } from './paper-draft.ts';

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
  const answer = usePaper(paperId);
  const copy = answer && 'ok' in answer ? draftFrom(answer.ok.paper) : null;
  const standing = copy && keptDraft(sittingId, copy.kind);
  const take = (draft: PaperDraft) => {
    keepDraft(sittingId, draft);
    onReady(draft.kind);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: taken once, when it comes
  useEffect(() => {
    if (copy && !standing) take(copy);
  }, [answer]);
  if (!answer || (copy && !standing)) return null;
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
      {answer && 'refused' in answer && <RefusalNotice refusal={answer.refused} />}
    </Dialog>
  );
}
