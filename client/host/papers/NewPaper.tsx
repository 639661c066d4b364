import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { useConnection } from '../../sitting.tsx';
import { dropDraft, keptDraft } from './kept-paper.ts';
import { type PaperDraft, type PaperKind, paperKinds } from './paper-draft.ts';
import styles from './papers.module.css';
import type { Place } from './place.ts';

/** The kinds of paper there are, each with what it asks; a draft that was left behind is gone on with. */
export function NewPaper({ go }: { go: (place: Place) => void }) {
  const { t } = useTranslation(['papers', 'common']);
  const { sittingId } = useConnection();
  const [drafts, setDrafts] = useState(() => paperKinds.map((kind) => keptDraft(sittingId, kind)));
  const [dropping, setDropping] = useState<PaperKind | null>(null);
  const drop = (kind: PaperKind) => {
    dropDraft(sittingId, kind);
    setDrafts(paperKinds.map((one) => keptDraft(sittingId, one)));
    setDropping(null);
  };
  return (
    <section className={styles['new']} aria-labelledby="new-title">
      <h3 id="new-title">{t('new.heading')}</h3>
      <ul className={styles['kinds']}>
        {paperKinds.map((kind, at) => (
          <li key={kind} className={styles['kindCard']}>
            <h4>{t(`new.${kind}.title`)}</h4>
            <p className={styles['second']}>{t(`new.${kind}.about`)}</p>
            <KindButtons
              kind={kind}
              draft={drafts[at] ?? null}
              onOpen={() => go({ at: 'new', kind })}
              onDrop={() => setDropping(kind)}
            />
          </li>
        ))}
        <li className={styles['kindCard']}>
          <h4>{t('new.pabulib.title')}</h4>
          <p className={styles['second']}>{t('new.pabulib.about')}</p>
          <div className={styles['cardButtons']}>
            <Button look="quiet" onClick={() => go({ at: 'pabulib' })}>
              {t('new.pabulib.begin')}
            </Button>
          </div>
        </li>
      </ul>
      {dropping && (
        <Dialog
          title={t('new.dropTitle')}
          onClose={() => setDropping(null)}
          buttons={
            <>
              <Button onClick={() => setDropping(null)}>{t('common:action.cancel')}</Button>
              <Button look="primary" onClick={() => drop(dropping)}>
                {t('new.drop')}
              </Button>
            </>
          }
        >
          <p>{t('new.dropHelp')}</p>
        </Dialog>
      )}
    </section>
  );
}

function KindButtons(props: {
  kind: PaperKind;
  draft: PaperDraft | null;
  onOpen: () => void;
  onDrop: () => void;
}) {
  const { kind, draft, onOpen, onDrop } = props;
  const { t } = useTranslation('papers');
  if (!draft) {
    return (
      <div className={styles['cardButtons']}>
        <Button look="quiet" onClick={onOpen}>
          {t(`new.${kind}.begin`)}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p className={styles['draft']}>
        {draft.title.trim() === '' ? t('new.draftUntitled') : t('new.draft', { title: draft.title })}
      </p>
      <div className={styles['cardButtons']}>
        <Button look="quiet" onClick={onOpen}>
          {t(`new.${kind}.goOn`)}
        </Button>
        <Button look="quiet" onClick={onDrop}>
          {t('new.drop')}
        </Button>
      </div>
    </>
  );
}
