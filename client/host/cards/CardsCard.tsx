import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import styles from './cards.module.css';
import { IssueDialog } from './IssueDialog.tsx';

type Scope = 'all' | 'without' | 'delegation';

/** Sign-in cards for many at once: everyone, those who have none yet, or the delegation that is shown. */
export function CardsCard({ delegation }: { delegation: string | null }) {
  const { t } = useTranslation(['cards']);
  const role = useStaffRole();
  const { roll, stage } = useView();
  const [scope, setScope] = useState<Scope | null>(null);
  const lines = roll ?? [];
  if (role !== 'operator' || stage === 'closed' || lines.length === 0) return null;
  const of = (which: Scope) =>
    lines.filter(
      ({ deputy, card }) =>
        which === 'all' || (which === 'without' ? !card : deputy.delegation === delegation),
    );
  const without = of('without').length;
  return (
    <section className={desk['card']} aria-labelledby="cards">
      <h2 id="cards" className={styles['title']}>
        {t('title')}
      </h2>
      <p className={desk['help']}>
        {without === lines.length
          ? t('noneIssued')
          : without > 0
            ? t('someWithout', { count: without })
            : t('allIssued')}
      </p>
      <div className={styles['issue']}>
        {without > 0 && without < lines.length && (
          <Button look="quiet" onClick={() => setScope('without')}>
            {t('issueWithout', { count: without })}
          </Button>
        )}
        {delegation !== null && (
          <Button look="quiet" onClick={() => setScope('delegation')}>
            {t('issueDelegation', { delegation })}
          </Button>
        )}
        <Button look="quiet" onClick={() => setScope('all')}>
          {t('issueAll')}
        </Button>
      </div>
      {scope && (
        <IssueDialog
          title={t(`titleOf.${scope}`, { delegation: delegation ?? '' })}
          deputies={of(scope).map(({ deputy }) => deputy)}
          onClose={() => setScope(null)}
        />
      )}
    </section>
  );
}
