import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import styles from './ceremony.module.css';
import { StepDialog } from './StepDialog.tsx';

interface Task {
  name: 'roll' | 'papers' | 'agenda' | 'rules' | 'scrutineers' | 'executiveChair';
  /** What is there, or null, and whose it is then. */
  done: string | null;
  toDo: string;
  part: string | null;
}

function useTasks(view: View): Task[] {
  const { t } = useTranslation('host');
  const counted = (name: 'roll' | 'papers' | 'agenda' | 'scrutineers', count: number) => ({
    name,
    done: count > 0 ? t(`preparation.${name}Done`, { count }) : null,
  });
  const byOperator = t('preparation.by.operator');
  return [
    { ...counted('roll', view.attendance.entitledCount), toDo: byOperator, part: 'roll' },
    { ...counted('papers', view.papers.length), toDo: byOperator, part: 'papers' },
    { ...counted('agenda', view.agenda.length), toDo: byOperator, part: null },
    { name: 'rules', done: view.rules?.title ?? null, toDo: t('preparation.by.chair'), part: 'rules' },
    {
      ...counted('scrutineers', view.scrutineers.length),
      toDo: t(view.scrutineerProposal ? 'preparation.appointment' : 'preparation.proposal'),
      part: 'rules',
    },
    { name: 'executiveChair', done: view.executiveChair?.name ?? null, toDo: byOperator, part: 'rules' },
  ];
}

/** What is there before a sitting opens, what is still to do and by whom, and the chair's button that opens it. */
export function Preparation() {
  const { t } = useTranslation(['host', 'ballot']);
  const view = useView();
  const role = useStaffRole();
  const tasks = useTasks(view);
  return (
    <section className={desk['card']} aria-labelledby="preparation">
      <div className={desk['cardHead']}>
        <h2 id="preparation">{t('preparation.title')}</h2>
      </div>
      <ul className={styles['tasks']}>
        {tasks.map(({ name, done, toDo, part }) => (
          <li key={name} data-done={done !== null}>
            <span className={styles['taskSign']} aria-hidden="true">
              {done !== null ? '✓' : ''}
            </span>
            <span className={styles['taskName']}>{t(`preparation.${name}`)}</span>
            <span className={desk['help']}>{done ?? toDo}</span>
            {part && (
              <Link
                href={`/desk/${view.sittingId}/${part}`}
                aria-label={t('preparation.goToPart', { part: t(`preparation.${name}`) })}
              >
                {t('preparation.goTo')}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {role === 'chair' ? (
        <OpenSitting />
      ) : (
        <p className={styles['waitingFor']}>{t('sitting.waitingOpen')}</p>
      )}
    </section>
  );
}

function OpenSitting() {
  const { t } = useTranslation('host');
  const view = useView();
  const [asking, setAsking] = useState(false);
  const { entitledCount } = view.attendance;
  return (
    <div className={styles['next']}>
      <Button
        look="primary"
        className={styles['big'] ?? ''}
        disabled={entitledCount === 0}
        onClick={() => setAsking(true)}
      >
        {t('sitting.open')}
      </Button>
      <p className={desk['help']}>
        {entitledCount === 0 ? t('sitting.openMissingRoll') : t('sitting.openEffect')}
      </p>
      {asking && (
        <StepDialog
          title={t('sitting.openDialog')}
          button={t('sitting.open')}
          command={{ type: 'OpenSitting' }}
          onClose={() => setAsking(false)}
        >
          <p>{t('sitting.openFacts', { entitled: entitledCount, total: view.totalMembership })}</p>
          {!view.rules && <p>{t('sitting.openNoRules')}</p>}
          {view.scrutineers.length === 0 && <p>{t('sitting.openNoScrutineers')}</p>}
        </StepDialog>
      )}
    </div>
  );
}
