import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Paper, sheetsOf } from '../../../shared/ballot/paper.ts';
import { statutoryRules, type VotingRules } from '../../../shared/ballot/rules.ts';
import { CommandId } from '../../../shared/ids.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import { CommandNote } from '../../design/Notice.tsx';
import { useConnection, useSitting } from '../../sitting.tsx';
import { newId } from '../../trying.ts';
import { useRequest } from '../useRequest.ts';
import { faultsOf } from './faults.ts';
import styles from './form.module.css';
import { useKept } from './kept.ts';
import { draftKey, KeptPaper } from './kept-paper.ts';
import { PaperForm } from './PaperForm.tsx';
import { PaperPreview } from './PaperPreview.tsx';
import { PartTitle } from './PartTitle.tsx';
import { blankDraft, type PaperDraft, type PaperKind, paperFrom } from './paper-draft.ts';
import { previewPaper } from './preview-paper.ts';

interface Props {
  kind: PaperKind;
  onSaved: (title: string) => void;
  onLeave: () => void;
}

/** A new paper: the form, beside it what the tablet will show, below it the one button. */
export function PaperEditor({ kind, onSaved, onLeave }: Props) {
  const { t } = useTranslation(['papers', 'ballot', 'common']);
  const { sittingId } = useConnection();
  const { view } = useSitting();
  const form = useRef<HTMLDivElement>(null);
  const blank = () => ({ draft: blankDraft(kind), attempt: null });
  const { value, kept, set, forget } = useKept<KeptPaper>(draftKey(sittingId, kind), KeptPaper, blank);
  const { draft } = value;
  const [attempted, setAttempted] = useState(false);
  const [side, setSide] = useState<'form' | 'preview'>('form');
  const { state, busy, send } = useRequest();
  const faults = useMemo(() => faultsOf(Paper, paperFrom(draft)), [draft]);
  const change = useCallback(
    (edit: (draft: PaperDraft) => PaperDraft) => set((now) => ({ draft: edit(now.draft), attempt: null })),
    [set],
  );

  const submit = async () => {
    setAttempted(true);
    const paper = Paper.safeParse(paperFrom(draft));
    if (!paper.success) {
      setSide('form');
      // The faults are drawn with this very change.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const attempt = value.attempt ?? CommandId.parse(newId());
    set((now) => ({ ...now, attempt }));
    const body = { commandId: attempt, paper: paper.data };
    const answer = await send(() => api('POST /api/sittings/:sittingId/papers', { sittingId }, body));
    if (!answer) return;
    if ('refused' in answer) return set((now) => ({ ...now, attempt: null }));
    forget();
    onSaved(paper.data.title);
  };

  return (
    <div className={styles['editor']} data-side={side}>
      <PartTitle back={onLeave}>{t(`new.${kind}.title`)}</PartTitle>
      <fieldset className={`${design['segmented']} ${styles['sides']}`} aria-label={t('editor.sides')}>
        {(['form', 'preview'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={side === one} onClick={() => setSide(one)}>
            {t(`editor.${one}`)}
          </button>
        ))}
      </fieldset>
      <div className={styles['columns']}>
        <div ref={form} className={styles['form']}>
          <fieldset className={styles['bare']} disabled={busy} aria-label={t(`new.${kind}.title`)}>
            <PaperForm draft={draft} set={change} faults={faults} attempted={attempted} />
          </fieldset>
        </div>
        <div className={styles['beside']}>
          <DraftPreview draft={draft} rules={view?.rules ?? null} />
        </div>
      </div>
      <div className={styles['foot']}>
        <CommandNote state={state} />
        <div className={styles['buttons']}>
          <Button look="primary" disabled={busy} onClick={() => void submit()}>
            {busy ? t('common:sending') : t('editor.save')}
          </Button>
          {attempted && faults.size > 0 && (
            <p role="alert" className={styles['fault']}>
              <span aria-hidden="true">×</span> {t('editor.faults', { count: faults.size })}
            </p>
          )}
          {hasPasted(draft) && <p className={styles['warning']}>{t('editor.pastedLeft')}</p>}
          <p className={styles['hint']}>{kept ? t('editor.kept') : t('editor.notKept')}</p>
        </div>
      </div>
    </div>
  );
}

function hasPasted(draft: PaperDraft): boolean {
  return draft.kind === 'project' && draft.pasted.trim() !== '';
}

/** Follows the typing when there is time for it. */
function DraftPreview({ draft, rules }: { draft: PaperDraft; rules: VotingRules | null }) {
  const { t } = useTranslation('papers');
  const settled = useDeferredValue(draft);
  const sheets = useMemo(() => {
    const paper = previewPaper(settled, t('preview.untitled'));
    return paper ? sheetsOf(paper, rules ?? statutoryRules, 1, false) : [];
  }, [settled, rules, t]);
  return <PaperPreview sheets={sheets} />;
}
