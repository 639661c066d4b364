import { useTranslation } from 'react-i18next';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import styles from './moderation.module.css';
import { StandingTag } from './QuestionRow.tsx';
import { everything } from './standings.ts';
import type { Desk } from './useDesk.ts';

const SHOWN = 4;

/** Who asked, by letters that mean nobody, and what else came from there. */
export function Asker({ desk, question }: { desk: Desk; question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  const { all, list } = desk.moderation;
  const { alias, questionId, banned } = question;
  if (alias === undefined) return null;
  const others = all.filter((one) => one.question.alias === alias && one.question.questionId !== questionId);
  return (
    <section className={styles['side']} aria-label={t('asker.title')}>
      <h3>{t('detail.alias', { alias })}</h3>
      {banned !== undefined && <p className={styles['warned']}>{t('asker.banned', { reason: banned })}</p>}
      <p className={styles['help']}>
        {others.length === 0 ? t('asker.none') : t('asker.others', { count: others.length })}
        {others.length > SHOWN && (
          <Button look="quiet" onClick={() => list.want({ ...everything, alias })}>
            {t('asker.all')}
          </Button>
        )}
      </p>
      <ul className={styles['others']}>
        {others.slice(-SHOWN).map(({ question: other, standing }) => (
          <li key={other.questionId}>
            <button type="button" onClick={() => list.show(other.questionId)}>
              <span className={styles['number']}>{other.number}</span>
              <span className={styles['clamped']}>{other.text}</span>
            </button>
            <span className={styles['othersFoot']}>
              <StandingTag standing={standing} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
