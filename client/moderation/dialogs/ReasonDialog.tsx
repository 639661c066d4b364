import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ban, refer, reject } from '../acts.ts';
import styles from '../moderation.module.css';
import type { Desk, Open } from '../useDesk.ts';
import { ActForm } from './ActForm.tsx';

const readyMade = {
  reject: ['topic', 'duplicate', 'personal', 'offensive', 'privateData', 'unclear', 'advertising'],
  refer: ['hotline', 'letters', 'committee'],
  ban: ['flood', 'abuse', 'advertising'],
} as const;
type Kind = keyof typeof readyMade;
const told = { reject: 'reason.told', refer: 'reason.toldReferred', ban: 'reason.toldBan' } as const;
const MAX_REASON = 300;

/** Why: one of the usual reasons, which can be changed, or own words. What the asker will read is said. */
export function ReasonDialog({ desk, open, kind }: { desk: Desk; open: Open; kind: Kind }) {
  const { t } = useTranslation('moderation');
  const { moderation, carryOut, setOpen } = desk;
  const [reason, setReason] = useState('');
  const id = useId();
  const { ids } = open;
  const reasons = wordsOf(kind);
  const [question] = moderation.questionsOf(ids);
  const words = reason.trim();
  const ready = { reject: reject, refer: refer } as const;
  const alias = question?.name ?? question?.alias ?? '';
  const title =
    kind === 'ban' ? t('reason.banTitle', { alias }) : t(`reason.${kind}Title`, { count: ids.length });
  const carry = () =>
    kind === 'ban'
      ? carryOut('ban', ids, ([first]) => ban(first!, words))
      : carryOut(kind, ids, (those) => ready[kind](those, words));
  return (
    <ActForm
      title={title}
      button={t(`act.${kind}`)}
      ready={words !== ''}
      onSubmit={carry}
      onClose={() => setOpen(null)}
    >
      {question && ids.length === 1 && kind !== 'ban' && <p className={styles['quoted']}>{question.text}</p>}
      {kind === 'ban' && <p>{t('reason.banHelp')}</p>}
      <fieldset
        className={styles['readyMade']}
        onKeyDown={({ key }) => {
          const numbered = reasons[Number(key) - 1];
          if (numbered) setReason(t(numbered));
        }}
      >
        <legend>{t('reason.readyMade')}</legend>
        {reasons.map((key, at) => (
          <label key={key}>
            <input type="radio" name={id} checked={reason === t(key)} onChange={() => setReason(t(key))} />
            {t(key)}
            <span className={styles['key']} aria-hidden="true">
              {at + 1}
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles['field']}>
        <label htmlFor={`${id}-own`}>{t(kind === 'ban' ? 'reason.banReason' : 'reason.own')}</label>
        <textarea
          id={`${id}-own`}
          rows={2}
          maxLength={MAX_REASON}
          value={reason}
          aria-describedby={`${id}-told`}
          onChange={({ target }) => setReason(target.value.replace(/\s+/g, ' '))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <p id={`${id}-told`} className={styles['help']}>
          {t(told[kind])}
        </p>
      </div>
    </ActForm>
  );
}

type ReasonKey = { [K in Kind]: `reason.${K}.${(typeof readyMade)[K][number]}` }[Kind];
const wordsOf = (kind: Kind) => readyMade[kind].map((name) => `reason.${kind}.${name}` as ReasonKey);
