import { useTranslation } from 'react-i18next';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { Field } from './Field.tsx';
import { shownFault } from './faults.ts';
import type { FormProps } from './PaperForm.tsx';
import type { MotionDraft } from './paper-draft.ts';

export function MotionForm({ draft, set, faults, attempted }: FormProps<MotionDraft>) {
  const { t } = useTranslation('papers');
  const fault = shownFault(faults, attempted);
  return (
    <Field label={t('motion.text')} hint={t('motion.textHint')} fault={fault('items.0.text')}>
      {(control) => (
        <GrowingTextArea
          {...control}
          minRows={6}
          maxRows={24}
          value={draft.text}
          onChange={({ target }) => set((now) => ({ ...now, text: target.value }))}
        />
      )}
    </Field>
  );
}
