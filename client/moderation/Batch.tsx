import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { ActionBar } from './ActionBar.tsx';
import styles from './moderation.module.css';
import { StandingTag } from './QuestionRow.tsx';
import type { Desk } from './useDesk.ts';

const SHOWN = 12;

/** What is chosen, and what can be done with all of it at once. */
export function Batch({ desk }: { desk: Desk }) {
  const { t } = useTranslation('moderation');
  const { moderation, meant, numberFor, act } = desk;
  const those = meant.flatMap((id) => moderation.sortedOf(id) ?? []);
  return (
    <section className={styles['detail']} aria-label={t('batch.title', { count: those.length })}>
      <header className={styles['detailHead']}>
        <h2>{t('batch.title', { count: those.length })}</h2>
        <Button look="quiet" onClick={() => act('chooseNone')}>
          {t('list.chooseNone')}
          <kbd className={styles['key']}>Esc</kbd>
        </Button>
      </header>
      <p className={styles['help']}>{t('batch.help')}</p>
      <ActionBar numberFor={(name) => numberFor(name, meant)} several onAct={act} />
      <ul className={styles['others']}>
        {those.slice(0, SHOWN).map(({ question, standing }) => (
          <li key={question.questionId}>
            <span className={styles['other']}>
              <span className={styles['number']}>{question.number}</span>
              <span className={styles['clamped']}>{question.text}</span>
            </span>
            <span className={styles['othersFoot']}>
              <StandingTag standing={standing} />
            </span>
          </li>
        ))}
      </ul>
      {those.length > SHOWN && (
        <p className={styles['help']}>{t('batch.more', { count: those.length - SHOWN })}</p>
      )}
    </section>
  );
}
