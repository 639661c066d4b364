import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { AppraisalForm } from './AppraisalForm.tsx';
import { Field } from './Field.tsx';
import { type Faults, shownFault } from './faults.ts';
import { MotionForm } from './MotionForm.tsx';
import { ProjectForm } from './ProjectForm.tsx';
import type { PaperDraft } from './paper-draft.ts';

export interface FormProps<D extends PaperDraft> {
  draft: D;
  set: (change: (draft: D) => D) => void;
  /** Of the paper as the shared schema sees it. */
  faults: Faults;
  /** Whether saving was tried: then what is still empty is named too. */
  attempted: boolean;
}

/** The title, and below it the form of the draft's kind. */
export function PaperForm({ draft, set, faults, attempted }: FormProps<PaperDraft>) {
  const { t } = useTranslation('papers');
  return (
    <>
      <Field
        label={t('paper.title')}
        hint={t(`${draft.kind}.titleHint`)}
        fault={shownFault(faults, attempted)('title')}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.title}
            onChange={({ target }) => set((now) => ({ ...now, title: target.value }))}
          />
        )}
      </Field>
      <FormOfKind draft={draft} set={set} faults={faults} attempted={attempted} />
    </>
  );
}

/** A draft never changes its kind. */
function FormOfKind({ draft, set, ...rest }: FormProps<PaperDraft>) {
  const setter = set as unknown;
  switch (draft.kind) {
    case 'project':
      return <ProjectForm draft={draft} set={setter as FormProps<typeof draft>['set']} {...rest} />;
    case 'motion':
      return <MotionForm draft={draft} set={setter as FormProps<typeof draft>['set']} {...rest} />;
    case 'appraisal':
      return <AppraisalForm draft={draft} set={setter as FormProps<typeof draft>['set']} {...rest} />;
    default:
      return draft satisfies never;
  }
}
