import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/format.ts';
import board from '../board.module.css';
import { titleSize } from '../fit.ts';
import styles from './assembly.module.css';

/** Before and after the sitting: its name, and room for the emblem. */
export function TitleScene({ view, words }: { view: View; words: string }) {
  return (
    <div className={styles['cover']}>
      <img src="/icon.svg" alt="" className={styles['coverEmblem']} />
      <h2 className={board['title']} data-size={titleSize(view.title, 1700)}>
        {view.title}
      </h2>
      <p className={styles['coverWords']}>{words}</p>
    </div>
  );
}

/** While people check in and between votes: who is here, whether it is enough, and what is to come. */
export function AssemblyScene({ view }: { view: View }) {
  return (
    <div className={styles['assembly']} data-agenda={view.agenda.length > 0}>
      <Roll view={view} />
      {view.agenda.length > 0 && <Agenda view={view} />}
    </div>
  );
}

function Roll({ view }: { view: View }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const { entitledCount, presentCount, onLeaveCount } = view.attendance;
  const { needed, met } = view.quorum;
  const percent = (count: number) => `${Math.min(100, (100 * count) / Math.max(1, entitledCount))}%`;
  const total = view.totalMembership;
  return (
    <section className={styles['roll']} aria-label={t('roll')}>
      <dl className={styles['present']}>
        <div>
          <dt>{t('ballot:attendance.present')}</dt>
          <dd className={styles['presentCount']}>{format.number(presentCount)}</dd>
        </div>
        <div>
          <dt>{t('ballot:attendance.entitled')}</dt>
          <dd>{format.number(entitledCount)}</dd>
        </div>
        {onLeaveCount > 0 && (
          <div>
            <dt>{t('ballot:attendance.onLeave')}</dt>
            <dd>{format.number(onLeaveCount)}</dd>
          </div>
        )}
      </dl>
      <div className={styles['quorumBar']} aria-hidden="true">
        <div style={{ width: percent(presentCount) }} data-met={met} />
        <span style={{ left: percent(needed) }} />
      </div>
      <div className={styles['quorum']}>
        <p>
          {t('quorumNeeded', { needed })}
          <span>
            {view.body === 'congress' ? t('congressQuorum', { total }) : t('committeeQuorum', { total })}
          </span>
        </p>
        <p className={styles['quorumState']} data-met={met}>
          <span aria-hidden="true">{met ? '✓' : '○'}</span>{' '}
          {met ? t('quorumMet') : t('quorumMissing', { missing: needed - presentCount })}
        </p>
      </div>
      {view.executiveChair && (
        <p className={styles['chair']}>{t('executiveChair', { name: view.executiveChair.name })}</p>
      )}
    </section>
  );
}

const SHOWN = 9;

function Agenda({ view }: { view: View }) {
  const { t } = useTranslation('hall');
  const { agenda, votes } = view;
  const isDone = (paperId: string | undefined) =>
    paperId !== undefined &&
    votes.some((vote) => vote.paperId === paperId && vote.stage === 'published' && !vote.rehearsal);
  const lastDone = agenda.reduce((last, { paperId }, at) => (isDone(paperId) ? at : last), 0);
  // What has been voted on makes room for what is to come.
  const from = Math.max(0, Math.min(lastDone, agenda.length - SHOWN));
  const shown = agenda.map((item, at) => ({ ...item, number: at + 1 })).slice(from, from + SHOWN);
  const rest = agenda.length - from - SHOWN;
  return (
    <section className={styles['agenda']} aria-label={t('agenda')}>
      <h3>{t('agenda')}</h3>
      <ol>
        {shown.map(({ title, paperId, number }) => (
          <li key={number} data-done={isDone(paperId)}>
            <span className={styles['agendaNumber']}>{number}</span>
            <span>
              {title}
              {isDone(paperId) && <em className={styles['agendaDone']}>✓ {t('agendaDone')}</em>}
            </span>
          </li>
        ))}
      </ol>
      {rest > 0 && <p className={styles['agendaMore']}>{t('agendaMore', { count: rest })}</p>}
    </section>
  );
}
