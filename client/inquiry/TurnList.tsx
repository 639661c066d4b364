import { useTranslation } from 'react-i18next';
import type { DeskView, PublicQuestion } from '../../shared/inquiry/views.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './inquiry.module.css';
import { useInquiryWords } from './words.ts';

interface Props {
  question: PublicQuestion;
  departments: DeskView['departments'];
}

/** What was said to a question, with its words where they are written down. */
export function TurnList({ question, departments }: Props) {
  const { t } = useTranslation('inquiry');
  const format = useFormat();
  const words = useInquiryWords(departments);
  const { turns = [] } = question;
  if (turns.length === 0) return null;
  return (
    <ol className={styles['said']}>
      {turns.map(({ turnId, kind, respondent, startedAt, text }) => (
        <li key={turnId} data-kind={kind}>
          <p>
            <strong>{t(`turn.${kind}`)}</strong>{' '}
            <span>{respondent ? words.respondent(respondent) : words.asker(question)}</span>{' '}
            <span className={styles['at']}>{format.time(startedAt)}</span>
          </p>
          {text !== undefined && text !== '' && <p className={styles['prose']}>{text}</p>}
        </li>
      ))}
    </ol>
  );
}
