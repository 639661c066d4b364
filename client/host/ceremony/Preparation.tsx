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
  name: 'roll' | 'papers' | 'agenda' | 'rules' | 'scrutineers';
  by: 'operator' | 'chair';
  /** How much of it is there; 0 is nothing yet. */
  count: number;
  part: string | null;
}

function tasksOf(view: View): Task[] {
  return [
    { name: 'roll', by: 'operator', count: view.attendance.entitledCount, part: 'roll' },
    { name: 'papers', by: 'operator', count: view.papers.length, part: 'papers' },
    { name: 'agenda', by: 'operator', count: view.agenda.length, part: null },
    { name: 'rules', by: 'chair', count: view.rules ? 1 : 0, part: 'rules' },
    { name: 'scrutineers', by: 'chair', count: view.scrutineers.length, part: 'rules' },
  ];
}

/** What is there before a sitting opens, what is still to do and by whom, and the chair's button that opens it. */
export function Preparation() {
  const { t } = useTranslation(['host', 'ballot']);
  const view = useView();
  const role = useStaffRole();
  return (
    <section className={desk['card']} aria-labelledby="preparation">
      <div className={desk['cardHead']}>
        <h2 id="preparation">{t('preparation.title')}</h2>
      </div>
      <ul className={styles['tasks']}>
        {tasksOf(view).map(({ name, by, count, part }) => (
          <li key={name} data-done={count > 0}>
            <span className={styles['taskSign']} aria-hidden="true">
              {count > 0 ? '✓' : ''}
            </span>
            <span className={styles['taskName']}>{t(`preparation.${name}`)}</span>
            <span className={desk['help']}>
              {count === 0 && t(`preparation.by.${by}`)}
              {count > 0 && (name === 'rules' ? view.rules?.title : t(`preparation.${name}Done`, { count }))}
            </span>
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
