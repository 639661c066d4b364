import { Input } from 'antd';
import { type ChangeEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandId, type CommandId as Id } from '../../../shared/ids.ts';
import type { Refusal } from '../../../shared/sitting/refusals.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useConnection } from '../../sitting.tsx';
import { newId } from '../../trying.ts';
import { useRequest } from '../useRequest.ts';
import { Field } from './Field.tsx';
import type { Fault } from './faults.ts';
import styles from './form.module.css';
import { PartTitle } from './PartTitle.tsx';
import { wholeFrom } from './paper-draft.ts';

/** As many letters as the server takes. */
const LARGEST = 8_000_000;

/** A project paper from a Pabulib file: its projects, not its votes. */
export function PabulibImport({
  onSaved,
  onLeave,
}: {
  onSaved: (title: string) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation(['papers', 'common']);
  const { sittingId } = useConnection();
  const { state, busy, send } = useRequest();
  const id = useId();
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [seats, setSeats] = useState('');
  const [attempt, setAttempt] = useState<Id>(newAttempt);
  const fault = seatsFault(seats);
  const tooLarge = file !== null && file.text.length > LARGEST;
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const picked = target.files?.[0];
    setAttempt(newAttempt());
    setFile(picked ? { name: picked.name, text: await picked.text() } : null);
  };
  const submit = async (text: string) => {
    const wanted = wholeFrom(seats);
    const body = { commandId: attempt, file: text, ...(wanted !== undefined && { seats: wanted }) };
    const answer = await send(() => api('POST /api/sittings/:sittingId/papers/pabulib', { sittingId }, body));
    if (answer && 'ok' in answer) onSaved(file?.name ?? '');
    else setAttempt(newAttempt());
  };
  return (
    <div className={styles['editor']}>
      <PartTitle back={onLeave}>{t('new.pabulib.title')}</PartTitle>
      <div className={`${styles['form']} ${styles['narrow']}`}>
        <div className={styles['field']}>
          <p id={`${id}-name`} className={styles['label']}>
            {t('pabulib.file')}
          </p>
          <input
            id={id}
            type="file"
            accept=".pb,text/plain"
            className={`visually-hidden ${styles['file']}`}
            aria-labelledby={`${id}-name ${id}-pick`}
            aria-describedby={`${id}-picked ${id}-hint`}
            onChange={(event) => void pick(event)}
          />
          <div className={styles['filePick']}>
            <label id={`${id}-pick`} htmlFor={id} className={`${design['button']} ${design['quiet']}`}>
              {t('new.pabulib.begin')}
            </label>
            <span id={`${id}-picked`}>{file?.name ?? t('pabulib.none')}</span>
          </div>
          <p id={`${id}-hint`} className={styles['hint']}>
            {t('pabulib.hint')}
          </p>
        </div>
        <Field label={t('pabulib.seats')} hint={t('pabulib.seatsHint')} fault={fault}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={seats}
              onChange={({ target }) => {
                setAttempt(newAttempt());
                setSeats(target.value);
              }}
            />
          )}
        </Field>
        {tooLarge && (
          <Notice tone="error" live>
            {t('pabulib.tooLarge')}
          </Notice>
        )}
        <CommandNote state={state} />
        {state.phase === 'refused' && <Detail refusal={state.refusal} />}
        <div className={styles['buttons']}>
          <Button
            look="primary"
            disabled={busy || !file || file.text === '' || tooLarge || fault !== undefined}
            onClick={() => file && void submit(file.text)}
          >
            {busy ? t('common:sending') : t('pabulib.import')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Where in the file the server stopped: the line is named in its own English. */
function Detail({ refusal: { code, field, detail } }: { refusal: Refusal }) {
  const { t } = useTranslation('papers');
  if (code !== 'malformed') return null;
  if (field === 'seats') return <p>{t('fault.moreThanItems')}</p>;
  return (
    <p>
      {t('pabulib.stopped')} <code lang="en">{detail ?? field}</code>
    </p>
  );
}

function newAttempt(): Id {
  return CommandId.parse(newId());
}

function seatsFault(text: string): Fault | undefined {
  const seats = wholeFrom(text);
  if (seats === undefined) return undefined;
  if (Number.isNaN(seats)) return { code: 'notWhole', limit: 0 };
  return seats < 1 ? { code: 'tooSmall', limit: 1 } : undefined;
}
