import { AppraisalForm } from './AppraisalForm.tsx';
import type { Faults } from './faults.ts';
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

/** The form of the draft's kind; a draft never changes its kind. */
export function PaperForm({ draft, set, ...rest }: FormProps<PaperDraft>) {
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
