import { Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { DepartmentId } from '../../../shared/ids.ts';
import { normalisedQuestion, questionFault } from '../../../shared/inquiry/question-text.ts';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import desk from '../desk.module.css';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { Field } from '../papers/Field.tsx';
import { useKept } from '../papers/kept.ts';
import { DepartmentSelect } from './DepartmentSelect.tsx';
import styles from './inquiry.module.css';
import { type PastedQuestion, pastedQuestions } from './pasted-questions.ts';

const Draft = z.object({
  /** Of the questioner: a place in the plan's list, or a name that was typed. */
  at: z.int().nullable(),
  name: z.string(),
  text: z.string(),
  departmentId: DepartmentId.nullable(),
  pasted: z.string(),
});

/** One more prepared question, or many from a spreadsheet. What is typed stays on this device until it is added. */
export function NewPrepared({ view }: { view: DeskView }) {
  const { t } = useTranslation(['inquiry-desk', 'common']);
  const id = useId();
  const { questioners } = view.plan;
  const key = `yishi.inquiry-question.${view.inquiryId}`;
  const { value, set } = useKept(key, Draft, () => ({
    at: questioners.length > 0 ? 0 : null,
    name: '',
    text: '',
    departmentId: null,
    pasted: '',
  }));
  const { state, busy, send } = useInquiryCommand();
  const [pasting, setPasting] = useState(value.pasted !== '');
  const questioner = value.at === null ? null : (questioners[value.at] ?? null);
  const name = questioner?.name ?? value.name.trim();
  const write = (change: Partial<z.output<typeof Draft>>) => set((now) => ({ ...now, ...change }));
  const ready = name !== '' && questionFault(value.text) === null;
  const add = async () => {
    const { departmentId } = value;
    const text = normalisedQuestion(value.text);
    const deputyId = questioner?.deputyId ?? null;
    if (await send({ type: 'PrepareQuestion', text, name, deputyId, departmentId })) write({ text: '' });
  };
  return (
    <section className={desk['card']} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className={desk['cardTitle']}>
        {t('prepared.new')}
      </h3>
      <div className={desk['field']}>
        <label htmlFor={`${id}-who`}>{t('prepared.who')}</label>
        <select
          id={`${id}-who`}
          className={desk['select']}
          value={value.at ?? ''}
          onChange={({ target }) => write({ at: target.value === '' ? null : Number(target.value) })}
        >
          {questioners.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a questioner is a place in the plan's list
            <option key={at} value={at}>
              {one.name}
            </option>
          ))}
          <option value="">{t('prepared.otherName')}</option>
        </select>
        {questioner === null && (
          <Input
            aria-label={t('plan.questionerName')}
            value={value.name}
            maxLength={40}
            onChange={({ target }) => write({ name: target.value })}
          />
        )}
      </div>
      <Field
        label={t('prepared.text')}
        warning={questionFault(value.text) === 'question-too-long' ? t('prepared.bad.text') : undefined}
      >
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={3}
            maxRows={10}
            value={value.text}
            onChange={({ target }) => write({ text: target.value })}
          />
        )}
      </Field>
      <DepartmentSelect
        view={view}
        value={value.departmentId}
        onChange={(departmentId) => write({ departmentId })}
      />
      <CommandNote state={state} />
      <div className={desk['row']}>
        <Button disabled={!ready || busy} onClick={() => void add()}>
          {busy ? t('common:sending') : t('prepared.add')}
        </Button>
        <Button look="quiet" aria-expanded={pasting} onClick={() => setPasting((now) => !now)}>
          {t('prepared.paste')}
        </Button>
      </div>
      {pasting && (
        <PasteQuestions
          view={view}
          name={name}
          text={value.pasted}
          onChange={(pasted) => write({ pasted })}
        />
      )}
    </section>
  );
}

interface PasteProps {
  view: DeskView;
  /** Who asks what has no questioner of its own. */
  name: string;
  text: string;
  onChange: (text: string) => void;
}

/** Good lines are added one by one; the others stay here until they are right. */
function PasteQuestions({ view, name, text, onChange }: PasteProps) {
  const { t } = useTranslation('inquiry-desk');
  const { state, busy, send } = useInquiryCommand();
  const [left, setLeft] = useState(0);
  const lines = useMemo(() => pastedQuestions(text, name, view), [text, name, view]);
  const good = lines.filter(({ fault }) => fault === null);
  const bad = lines.filter(({ fault }) => fault !== null);
  const take = async () => {
    for (const [at, line] of good.entries()) {
      setLeft(good.length - at);
      const deputyId = view.plan.questioners.find((one) => one.name === line.name)?.deputyId ?? null;
      const { name: who, departmentId } = line;
      const asked = normalisedQuestion(line.text);
      if (!(await send({ type: 'PrepareQuestion', text: asked, name: who, deputyId, departmentId }))) break;
      // What is added is gone from here at once: nothing is added twice, whatever happens next.
      onChange([...bad, ...good.slice(at + 1)].map(({ raw }) => raw).join('\n'));
    }
    setLeft(0);
  };
  return (
    <div className={styles['paste']}>
      <Field label={t('prepared.pasteLabel')} hint={t('prepared.pasteHint')}>
        {(control) => (
          <GrowingTextArea
            {...control}
            minRows={4}
            maxRows={14}
            value={text}
            disabled={busy || left > 0}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      {bad.length > 0 && (
        <Notice tone="warning">
          <ul>
            {bad.map((line) => (
              <Bad key={line.line} line={line} />
            ))}
          </ul>
        </Notice>
      )}
      <p role="status">{left > 0 && t('prepared.taking', { count: left })}</p>
      <CommandNote state={state} />
      <div>
        <Button disabled={good.length === 0 || busy || left > 0} onClick={() => void take()}>
          {t('prepared.take', { count: good.length })}
        </Button>
      </div>
    </div>
  );
}

function Bad({ line: { line, fault, department } }: { line: PastedQuestion }) {
  const { t } = useTranslation('inquiry-desk');
  if (fault === null) return null;
  const why =
    fault === 'department' ? t('prepared.bad.department', { name: department }) : t(`prepared.bad.${fault}`);
  return <li>{t('prepared.pasteBad', { line, why })}</li>;
}
