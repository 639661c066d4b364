import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartmentId } from '../../../shared/ids.ts';
import type { InquiryCommand } from '../../../shared/inquiry/commands.ts';
import { questionFault } from '../../../shared/inquiry/question-text.ts';
import type { DeskQuestion, DeskView } from '../../../shared/inquiry/views.ts';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { Field } from '../papers/Field.tsx';
import { DepartmentSelect } from './DepartmentSelect.tsx';
import { InquiryDialog } from './InquiryDialog.tsx';
import styles from './inquiry.module.css';

interface Props {
  question: DeskQuestion;
  onClose: () => void;
}

/** Other words for a prepared question, or another department. */
export function EditDialog({ view, question, onClose }: Props & { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const { questionId } = question;
  const [text, setText] = useState(question.text);
  const [begun] = useState(question.textVersion);
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(question.departmentId ?? null);
  const fault = questionFault(text);
  const commands: InquiryCommand[] = [];
  if (text !== question.text) commands.push({ type: 'EditQuestion', questionId, textVersion: begun, text });
  if (departmentId !== (question.departmentId ?? null))
    commands.push({ type: 'AssignQuestions', questionIds: [questionId], departmentId });
  return (
    <InquiryDialog
      title={t('prepared.editTitle')}
      button={t('prepared.editSave')}
      commands={fault === null ? commands : null}
      onClose={onClose}
    >
      <Field label={t('prepared.text')} warning={fault === null ? undefined : t('prepared.bad.text')}>
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={4}
            maxRows={12}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <DepartmentSelect view={view} value={departmentId} onChange={setDepartmentId} />
    </InquiryDialog>
  );
}

export function DropDialog({ question, onClose }: Props) {
  const { t } = useTranslation('inquiry-desk');
  return (
    <InquiryDialog
      title={t('prepared.dropTitle')}
      button={t('prepared.dropButton')}
      commands={[{ type: 'DropQuestion', questionId: question.questionId }]}
      onClose={onClose}
    >
      <p className={styles['text']}>{question.text}</p>
    </InquiryDialog>
  );
}
