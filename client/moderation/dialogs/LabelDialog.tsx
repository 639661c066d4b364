import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { label as labelling } from '../acts.ts';
import styles from '../moderation.module.css';
import type { Desk, Open } from '../useDesk.ts';

const MAX_LABEL = 20;

/** Which labels the questions bear: each is put on or taken off at once. */
export function LabelDialog({ desk, open }: { desk: Desk; open: Open }) {
  const { t } = useTranslation(['moderation', 'common']);
  const { moderation, carryOut, setOpen } = desk;
  const [typed, setTyped] = useState('');
  const id = useId();
  const questions = moderation.questionsOf(open.ids);
  const known = new Set(moderation.all.flatMap(({ question }) => question.labels ?? []));
  const set = (word: string, on: boolean) =>
    carryOut(on ? 'label' : 'unlabel', open.ids, (ids) => labelling(moderation.questionsOf(ids), word, on));
  const add = () => {
    const word = typed.trim();
    if (word === '') return;
    set(word, true);
    setTyped('');
  };
  return (
    <Dialog
      title={t('labels.title', { count: open.ids.length })}
      onClose={() => setOpen(null)}
      buttons={<Button onClick={() => setOpen(null)}>{t('common:action.close')}</Button>}
    >
      <p className={styles['help']}>{t('labels.help')}</p>
      {known.size === 0 && <p>{t('labels.none')}</p>}
      <ul className={styles['labels']}>
        {[...known].map((word) => {
          const bearing = questions.filter(({ labels = [] }) => labels.includes(word)).length;
          const all = bearing === questions.length;
          return (
            <li key={word}>
              <label>
                <input type="checkbox" checked={all} onChange={({ target }) => set(word, target.checked)} />
                {word}
                {bearing > 0 && !all && <span className={styles['help']}>{t('labels.some')}</span>}
              </label>
            </li>
          );
        })}
      </ul>
      <form
        className={styles['addLabel']}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <label htmlFor={id}>{t('labels.name')}</label>
        <input
          id={id}
          value={typed}
          maxLength={MAX_LABEL}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button look="quiet" type="submit">
          {t('labels.add')}
        </Button>
      </form>
    </Dialog>
  );
}
