import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandId } from '../../../shared/ids.ts';
import { api, newId } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { GrowingTextArea } from '../GrowingTextArea.tsx';
import { useRequest } from '../useRequest.ts';
import styles from './roll.module.css';
import { type BadLine, readRoll } from './roll-lines.ts';

const BAD_SHOWN = 50;

/** A roll pasted as lines: every bad line with its reason before anything is imported, and nothing until all are right. */
export function RollImport({ onDone = () => {} }: { onDone?: () => void }) {
  const { t } = useTranslation('roll');
  const { sittingId, totalMembership, roll } = useView();
  const id = useId();
  const [text, setText] = useState('');
  const request = useRequest();
  const { entries, bad } = useMemo(() => readRoll(text), [text]);
  const entitled = entries.filter(({ standing }) => standing === 'entitled').length;
  const tooLarge = entitled > totalMembership;
  const replaces = (roll?.length ?? 0) > 0;
  const submit = async () => {
    const body = { commandId: CommandId.parse(newId()), deputies: [...entries] };
    const answer = await request.send(() => api('POST /api/sittings/:sittingId/roll', { sittingId }, body));
    if (answer && 'ok' in answer) onDone();
  };
  return (
    <section className={desk['card']} aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`} className={styles['title']}>
        {replaces ? t('import.replaceTitle') : t('import.title')}
      </h2>
      <div className={desk['field']}>
        <label htmlFor={id}>{t('import.lines')}</label>
        <p id={`${id}-help`} className={desk['help']}>
          {t('import.help')}
        </p>
        <GrowingTextArea
          id={id}
          value={text}
          spellCheck={false}
          minRows={8}
          maxRows={20}
          placeholder={t('import.example')}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {bad.length > 0 && <BadLines bad={bad} />}
      {entries.length > 0 && (
        <Notice tone={tooLarge ? 'error' : 'information'}>
          <p>{t('import.good', { entitled, nonVoting: entries.length - entitled })}</p>
          {tooLarge && <p>{t('import.tooLarge', { entitled, total: totalMembership })}</p>}
          {!tooLarge && entitled < totalMembership && (
            <p>{t('import.fewer', { entitled, total: totalMembership })}</p>
          )}
        </Notice>
      )}
      {replaces && <Notice tone="warning">{t('import.replaces')}</Notice>}
      <CommandNote state={request.state} />
      <div>
        <Button
          look="primary"
          disabled={bad.length > 0 || entitled === 0 || tooLarge || request.busy}
          onClick={() => void submit()}
        >
          {t('import.button', { count: entries.length })}
        </Button>
      </div>
    </section>
  );
}

function BadLines({ bad }: { bad: readonly BadLine[] }) {
  const { t } = useTranslation('roll');
  return (
    <Notice tone="error" title={t('import.badTitle', { count: bad.length })}>
      <ul className={styles['bad']}>
        {bad.slice(0, BAD_SHOWN).map(({ line, text, fault }) => (
          <li key={line}>
            <strong>{t('import.line', { line })}</strong>
            <code>{text}</code>
            <span>{t(`import.fault.${fault.reason}`, { ...fault })}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
