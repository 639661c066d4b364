import { useTranslation } from 'react-i18next';
import type { HallView } from '../../../shared/inquiry/views.ts';
import { QrCode } from '../../host/QrCode.tsx';
import { codeFace, useJoinAddress } from '../join.ts';
import { useInquiryWords } from '../words.ts';
import styles from './hall.module.css';

interface ListProps {
  view: HallView;
  most: number;
  large?: boolean;
}

/** The head of the chair's queue. */
export function NextOnes({ view, most, large = false }: ListProps) {
  const { t } = useTranslation('inquiry');
  const words = useInquiryWords(view.departments);
  const next = view.orders.next.slice(0, most).flatMap((id) => view.questions[id] ?? []);
  if (next.length === 0) return null;
  return (
    <section className={styles['list']} data-large={large} data-lines={2} aria-label={t('hall.next')}>
      <h3>{t('hall.next')}</h3>
      <ol>
        {next.map((question) => (
          <li key={question.questionId}>
            <strong className={styles['lead']}>{words.asker(question)}</strong>
            <span>{question.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What most of the public wait for. */
export function TopOnes({ view, most, large = false }: ListProps) {
  const { t } = useTranslation('inquiry');
  const queued = new Set(view.orders.next);
  const top = view.orders.top
    .filter((id) => !queued.has(id))
    .flatMap((id) => view.questions[id] ?? [])
    .filter(({ source }) => source === 'public')
    .slice(0, most);
  if (top.length === 0) return null;
  return (
    <section className={styles['list']} data-large={large} aria-label={t('hall.top')}>
      <h3>{t('hall.top')}</h3>
      <ol>
        {top.map(({ questionId, supports, text }) => (
          <li key={questionId}>
            <strong className={styles['lead']}>{t('supports', { count: supports })}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How the public joins: by scanning, or by the code at the short address. */
export function Join({ view, small = false }: { view: HallView; small?: boolean }) {
  const { t } = useTranslation('inquiry');
  const { page, short } = useJoinAddress(view.code);
  return (
    <section className={styles['join']} data-small={small} aria-label={t('hall.join')}>
      <QrCode text={page} label={t('hall.join')} />
      <div>
        <p>{t('hall.join')}</p>
        <p className={styles['address']}>{short}</p>
        <p className={styles['code']}>{codeFace(view.code)}</p>
      </div>
    </section>
  );
}

/** How many, of what: questions by what became of them, and people who watch. */
export function Figures({ view }: { view: HallView }) {
  const { t } = useTranslation('inquiry');
  const { answered = 0, answeredInWriting = 0, waiting = 0 } = view.counts;
  const { viewers, watching } = view.crowd;
  const figures = [
    t('hall.answered', { count: answered + answeredInWriting }),
    t('hall.waitingCount', { count: waiting }),
    t('hall.watching', { count: watching }),
    t('hall.viewers', { count: viewers }),
  ];
  return (
    <p className={styles['figures']}>
      {figures.map((words) => (
        <span key={words}>{words}</span>
      ))}
    </p>
  );
}
