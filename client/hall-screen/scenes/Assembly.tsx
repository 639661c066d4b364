import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/format.ts';
import board from '../board.module.css';
import { CheckInCode } from '../CheckInCode.tsx';
import { titleSize } from '../fit.ts';
import { Paged } from '../Paged.tsx';
import styles from './assembly.module.css';
import { Delegations } from './Delegations.tsx';

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

/** Design pixels below the roll, for delegations and agenda. */
const ROOM = { whole: 1760, beside: 1140, height: 560 } as const;
/** More delegations than this leave no room for the agenda beside them: the two take turns. */
const BESIDE_AGENDA = 24;

/** While people check in and between votes: who is here, whether it is enough, how to check in, and what is to come. */
export function AssemblyScene({ view, held }: { view: View; held: boolean }) {
  const delegations = view.delegations ?? [];
  const agenda = view.agenda.length > 0 && <Agenda view={view} />;
  const crowded = delegations.length > BESIDE_AGENDA;
  const width = agenda && !crowded ? ROOM.beside : ROOM.whole;
  const grid = delegations.length > 0 && (
    <Delegations delegations={delegations} width={width} height={ROOM.height} />
  );
  return (
    <div className={styles['assembly']}>
      <div className={styles['top']}>
        <Roll view={view} />
        <CheckInCode />
      </div>
      {agenda && grid && crowded ? (
        <Paged items={[grid, agenda]} perPage={1} held={held}>
          {([shown]) => <div className={styles['page']}>{shown}</div>}
        </Paged>
      ) : (
        <div className={styles['below']} data-both={Boolean(agenda && grid)}>
          {grid}
          {agenda}
        </div>
      )}
    </div>
  );
}

function Roll({ view }: { view: View }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const { entitledCount, presentCount, onLeaveCount } = view.attendance;
  return (
    <section className={styles['roll']} aria-label={t('roll')}>
      <dl className={styles['present']}>
        <div>
          <dt>{t('ballot:attendance.present')}</dt>
          <dd className={styles['presentCount']}>{format.number(presentCount)}</dd>
        </div>
        <div className={styles['others']}>
          <dt>{t('ballot:attendance.entitled')}</dt>
          <dd>{format.number(entitledCount)}</dd>
          {onLeaveCount > 0 && (
            <>
              <dt>{t('ballot:attendance.onLeave')}</dt>
              <dd>{format.number(onLeaveCount)}</dd>
            </>
          )}
        </div>
      </dl>
      <Quorum view={view} />
    </section>
  );
}

/** Whether enough are here, with the sum that says so. */
function Quorum({ view }: { view: View }) {
  const { t } = useTranslation('hall');
  const { entitledCount, presentCount } = view.attendance;
  const { needed, met } = view.quorum;
  const percent = (count: number) => `${Math.min(100, (100 * count) / Math.max(1, entitledCount))}%`;
  const total = view.totalMembership;
  const congress = view.body === 'congress';
  const sum = congress
    ? { present: presentCount, total, left: 3 * presentCount, right: 2 * total }
    : { present: presentCount, total, left: 2 * presentCount, right: total };
  return (
    <div className={styles['quorum']}>
      <p className={styles['quorumState']} data-met={met}>
        <span aria-hidden="true">{met ? '✓' : '○'}</span>{' '}
        {met ? t('quorumMet') : t('quorumMissing', { missing: needed - presentCount })}
      </p>
      <div className={styles['quorumBar']} aria-hidden="true">
        <div style={{ width: percent(presentCount) }} data-met={met} />
        <span style={{ left: percent(needed) }} />
      </div>
      <p>
        {t('quorumNeeded', { needed })}
        <span>{congress ? t('congressQuorum', { total }) : t('committeeQuorum', { total })}</span>
      </p>
      <p className={styles['quorumSum']}>{t(`quorumSum.${view.body}.${met ? 'met' : 'missed'}`, sum)}</p>
      {view.executiveChair && (
        <p className={styles['quorumSum']}>{t('executiveChair', { name: view.executiveChair.name })}</p>
      )}
    </div>
  );
}

const SHOWN = 6;

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
