import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import styles from './inquiry.module.css';
import type { TextDraft } from './useDraft.ts';

/** Somebody else has saved another text meanwhile: it is shown, and neither is lost unasked. */
export function DraftConflict({ draft }: { draft: TextDraft }) {
  const { t } = useTranslation('inquiry-desk');
  if (draft.theirs === null) return null;
  return (
    <Notice tone="warning" live title={t('notes.conflict')}>
      <p className={styles['prose']}>{draft.theirs}</p>
      <div className={desk['row']}>
        <Button look="quiet" onClick={draft.takeTheirs}>
          {t('notes.takeTheirs')}
        </Button>
        <Button look="quiet" onClick={draft.keepMine}>
          {t('notes.keepMine')}
        </Button>
      </div>
    </Notice>
  );
}
