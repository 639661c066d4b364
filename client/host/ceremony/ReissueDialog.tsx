import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import type { VoteView } from '../../../shared/views.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { matches } from '../roll/find.ts';
import styles from './ceremony.module.css';
import { ReasonField } from './ReasonField.tsx';
import { StepDialog } from './StepDialog.tsx';

const SHOWN = 6;

/** A lost tablet: the operator names the deputy and the reason, a scrutineer approves elsewhere. */
export function ReissueDialog({ vote, onClose }: { vote: VoteView; onClose: () => void }) {
  const { t } = useTranslation('host');
  const { roll } = useView();
  const [sought, setSought] = useState('');
  const [chosenId, setChosenId] = useState<DeputyId | null>(null);
  const [typed, setTyped] = useState('');
  const id = useId();
  const reason = typed.trim();
  const { voteId } = vote;
  const entitled = (roll ?? []).map(({ deputy }) => deputy).filter(({ standing }) => standing === 'entitled');
  const found = sought.trim() === '' ? [] : entitled.filter((deputy) => matches(deputy, sought));
  const chosen = entitled.find(({ deputyId }) => deputyId === chosenId);
  const others = found.filter((deputy) => deputy !== chosen);
  const listed = chosen ? [chosen, ...others] : others;
  return (
    <StepDialog
      title={t('reissue.title')}
      button={t('reissue.button')}
      command={
        chosen && reason !== '' ? { type: 'RequestReissue', voteId, deputyId: chosen.deputyId, reason } : null
      }
      onClose={onClose}
    >
      <p className={desk['help']}>{t('reissue.help')}</p>
      <div className={desk['field']}>
        <label htmlFor={id}>{t('reissue.search')}</label>
        <Input id={id} value={sought} allowClear onChange={(event) => setSought(event.target.value)} />
      </div>
      <fieldset className={`${desk['choices']} ${styles['people']}`}>
        <legend>{t('reissue.choose')}</legend>
        {listed.length === 0 && (
          <p className={desk['help']}>
            {sought.trim() === '' ? t('reissue.typeFirst') : t('reissue.nobody')}
          </p>
        )}
        {listed.slice(0, SHOWN).map((deputy) => (
          <label key={deputy.deputyId} className={desk['choice']}>
            <input
              type="radio"
              name={`${id}-who`}
              checked={deputy === chosen}
              onChange={() => setChosenId(deputy.deputyId)}
            />
            {t('reissue.who', { ...deputy })}
          </label>
        ))}
        {listed.length > SHOWN && (
          <p className={desk['help']}>{t('reissue.more', { count: listed.length - SHOWN })}</p>
        )}
      </fieldset>
      <ReasonField
        label={t('reissue.reason')}
        placeholder={t('reissue.reasonPlaceholder')}
        value={typed}
        onChange={setTyped}
      />
    </StepDialog>
  );
}
