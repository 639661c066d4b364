import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './Field.tsx';
import type { FormProps } from './PaperForm.tsx';
import { shownFault } from './ProjectFields.tsx';
import type { MotionDraft } from './paper-draft.ts';

export function MotionForm({ draft, set, faults, attempted }: FormProps<MotionDraft>) {
  const { t } = useTranslation('papers');
  const fault = shownFault(faults, attempted);
  return (
    <>
      <Field label={t('paper.title')} hint={t('motion.titleHint')} fault={fault('title')}>
        {(control) => (
          <Input
            {...control}
            value={draft.title}
            onChange={({ target }) => set((now) => ({ ...now, title: target.value }))}
          />
        )}
      </Field>
      <Field label={t('motion.text')} hint={t('motion.textHint')} fault={fault('items.0.text')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 6, maxRows: 24 }}
            value={draft.text}
            onChange={({ target }) => set((now) => ({ ...now, text: target.value }))}
          />
        )}
      </Field>
    </>
  );
}
