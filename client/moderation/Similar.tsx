import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import styles from './moderation.module.css';
import { StandingTag } from './QuestionRow.tsx';
import type { Desk } from './useDesk.ts';

/** What asks much the same, to be merged. */
export function Similar({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  const { moderation, setOpen } = desk;
  const { sortedOf, similar, list, moderates } = moderation;
  const { questionId, text, source } = question;
  const near = useMemo(() => similar.near({ questionId, text }), [similar, questionId, text]);
  if (source !== 'public') return null;
  const found = near.flatMap((id) => sortedOf(id) ?? []);
  return (
    <section className={styles['side']} aria-label={t('similar.title')}>
      <h3>{t('similar.title')}</h3>
      {found.length === 0 && <p className={styles['help']}>{t('similar.none')}</p>}
      <ul className={styles['others']}>
        {found.map(({ question: other, standing }) => (
          <li key={other.questionId}>
            <button type="button" onClick={() => list.show(other.questionId)}>
              <span className={styles['number']}>{other.number}</span>
              <span className={styles['clamped']}>{other.text}</span>
            </button>
            <span className={styles['othersFoot']}>
              <StandingTag standing={standing} />
              <span>{t('row.supports', { count: other.supports })}</span>
              {moderates && (
                <Button
                  look="quiet"
                  aria-label={t('similar.mergeWith', { number: other.number })}
                  onClick={() => setOpen({ dialog: 'merge', ids: [questionId, other.questionId] })}
                >
                  {t('similar.merge')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
